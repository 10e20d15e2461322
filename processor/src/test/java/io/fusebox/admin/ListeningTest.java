package io.fusebox.admin;

import static io.fusebox.board.BreakerStatuses.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(30)
class ListeningTest {
    private static final OperatorDesk NOBODY = _ -> new CompletableFuture<>();

    private final RunningServer server = new RunningServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void namesTheKeyWhenItsPortIsTaken() {
        // given
        AdminServer second = new AdminServer(new HttpAddress("127.0.0.1", server.port()), SampleFleet::board,
                SampleFleet.health(), () -> "", _ -> Map.of(), NOBODY, Optional.empty(), () -> NOW);

        // when, then
        assertThatThrownBy(second::start).isInstanceOf(CannotListenException.class)
                .hasMessage(
                        "fusebox.http.port is %d: another program has this port on 127.0.0.1; ".formatted(server.port())
                                + "take another, or 0 for a free one");
    }

    @ParameterizedTest
    @ValueSource(strings = { "no-such-host.invalid", "192.0.2.1" })
    void namesTheKeyWhenItsHostIsNotOfThisMachine(String host) {
        // given
        AdminServer other = new AdminServer(new HttpAddress(host, 0), SampleFleet::board, SampleFleet.health(),
                () -> "", _ -> Map.of(), NOBODY, Optional.empty(), () -> NOW);

        // when, then
        assertThatThrownBy(other::start).isInstanceOf(CannotListenException.class)
                .hasMessageStartingWith("fusebox.http.host is " + host);
    }

    @Test
    void listensNoMoreOnceItIsClosed() {
        // given
        int port = server.port();

        // when
        server.close();

        // then
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void doesNotWaitForConnectionsThatClientsKeepOpen() throws Exception {
        // given
        server.get("/livez");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger javalin = (Logger) LoggerFactory.getLogger("io.javalin");
        log.start();
        javalin.addAppender(log);

        // when
        server.stop();

        // then
        javalin.detachAppender(log);
        assertThat(log.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN)).isEmpty();
    }

    @Test
    void closesAlsoWhileARequestIsUnderWay() throws Exception {
        // given
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.metrics(() -> {
            asked.countDown();
            return await(never);
        });
        Thread client = Thread.ofVirtual().start(() -> {
            try {
                server.get("/metrics");
            } catch (Exception _) {
                // It is cut off, and that is what this is about.
            }
        });
        asked.await();

        // when
        server.stop();

        // then
        assertThat(client.join(Duration.ofSeconds(10))).as("the client was cut off").isTrue();
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
