package io.fusebox.http;

import static io.fusebox.http.Scripts.EMPTY_OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.execution.Completion;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which connection a call is made on. */
class HttpConnectionTest extends WithServer {
    @Test
    void usesAConnectionAgain() {
        IntStream.range(0, 20).forEach(_ -> call().body("x").answer(executor));

        assertThat(server.requests()).hasSize(20);
        assertThat(server.connectionsAccepted()).isEqualTo(1);
    }

    @Test
    void doesNotUseAConnectionThatIsToBeClosed() {
        givenAnswer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n");

        call().answer(executor);
        call().answer(executor);

        assertThat(server.connectionsAccepted()).isEqualTo(2);
        thenConnectionIsGivenUp();
    }

    @Test
    void opensAnotherConnectionWhereAnIdleOneWasClosed() {
        givenServer(Scripts.once(EMPTY_OK));

        for (int i = 0; i < 5; i++) {
            call().concurrency(1).answer(executor);
            thenConnectionIsGivenUp();
        }

        assertThat(server.connectionsAccepted()).isEqualTo(5);
    }

    @Test
    void neverTakesAnAnswerThatNobodyAskedForAsTheNextCalls() {
        givenServer(Scripts.onceThenSilent(
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));

        List<CompletableFuture<Completion>> calls = IntStream.range(0, 5)
                .mapToObj(_ -> call().concurrency(1).start(executor))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(Calls.await(call).outcome().toString()).contains("1 bytes"));
        assertThat(server.connectionsAccepted()).isEqualTo(5);
    }

    @Test
    void neverHasMoreConnectionsThanTheDestinationsConcurrency() {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        givenServer(connection -> {
            while (connection.readRequest()) {
                most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                three.countDown();
                three.await();
                busy.decrementAndGet();
                connection.write(EMPTY_OK);
            }
        });

        List<CompletableFuture<Completion>> calls = IntStream.range(0, 60)
                .mapToObj(_ -> call().concurrency(3).start(executor))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(Calls.await(call).outcome().label()).isEqualTo("200"));
        assertThat(most).hasValue(3);
        assertThat(server.connectionsAccepted()).isEqualTo(3);
    }
}
