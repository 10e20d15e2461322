package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.Outcome;
import io.fusebox.execution.Completion;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that never end, as fast as they can come. */
class HttpFloodTest extends WithExecutor {
    private static final int AT_ONCE = 4;
    /** None of these ends by it, however slow the machine. */
    private static final int TIMEOUT_MS = 60_000;
    /** For all calls of a flood together: six of the chunks of up to 8 MiB in which Netty's allocator takes memory, mostly one or none. */
    private static final long MEMORY = 6 * (8 << 20);

    enum Flood {
        HEADER_LINE("HTTP/1.1 200 OK\r\nX-A: ", "x".repeat(9_999), "too-large"),
        HEADER_NAME("HTTP/1.1 200 OK\r\n", "x".repeat(9_999), "too-large"),
        HEADERS("HTTP/1.1 200 OK\r\n", "X:\r\n".repeat(3_000), "too-large"),
        STATUS_LINE("HTTP/1.1 200 ", "x".repeat(9_999), "too-large"),
        EMPTY_LINES_BEFORE_THE_HEAD("", "\r\n".repeat(5_000), "too-large"),
        INTERIM_ANSWERS("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(400), "protocol"),
        EARLY_HINTS("", "HTTP/1.1 103 Early Hints\r\nLink: " + "x".repeat(30_000) + "\r\n\r\n", "protocol"),
        BODY("HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\n", "x".repeat(9_999), "200"),
        BODY_UNTIL_THE_END("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(9_999), "200"),
        CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n".repeat(2_000), "200"),
        ONE_CHUNK("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n", "x".repeat(9_999), "200"),
        CHUNK_SIZE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0".repeat(9_999), "too-large"),
        CHUNK_EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=", "y".repeat(9_999), "too-large"),
        TRAILERS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: xxxx\r\n".repeat(999),
                "too-large");

        private final String begin;
        private final String forever;
        private final String outcome;

        Flood(String begin, String forever, String outcome) {
            this.begin = begin;
            this.forever = forever;
            this.outcome = outcome;
        }
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void endsInTimeAndInLittleMemoryAndIsInNobodysWay(Flood flood) {
        long heap = heap();
        long direct = direct();
        try (HostilePeer well = HostilePeer.that(executor, _ -> {});
                RawServer server = RawServer.running(Scripts.endless(flood.begin, flood.forever))) {
            List<CompletableFuture<Completion>> calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> new Calls(server.url()).concurrency(AT_ONCE).timeoutMs(TIMEOUT_MS).start(executor))
                    .toList();
            Completion beside = Calls.await(well.call().start(executor));

            assertThat(calls).allSatisfy(call -> {
                Completion completion = Calls.await(call);
                assertThat(completion.outcome().label()).isEqualTo(flood.outcome);
                thenIsKept(completion.outcome());
            });
            assertThat(direct() - direct).isLessThan(MEMORY);
            assertThat(beside.outcome().label()).isEqualTo("200");
            await().until(() -> server.connectionsOpen() == 0);
        }
        assertThat(heap() - heap).isLessThan(MEMORY);
    }

    private static void thenIsKept(Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered(var response) -> {
                assertThat(response.bodyTruncated()).isTrue();
                assertThat(response.body().size()).isEqualTo(65_536);
            }
            case Outcome.Failed(var _, String message, boolean sent) -> {
                assertThat(sent).isTrue();
                assertThat(message.length()).isLessThan(200);
            }
        }
    }

    @Test
    void isCutOffWhereItComesOnAnIdleConnection() {
        AtomicLong received = new AtomicLong();
        AtomicBoolean cutOff = new AtomicBoolean();
        byte[] forever = new byte[10_000];
        try (HostilePeer peer = HostilePeer.that(executor, connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright");
            Thread.sleep(20);
            try {
                while (true) {
                    connection.write(forever);
                    received.addAndGet(forever.length);
                }
            } catch (IOException _) {
                cutOff.set(true);
            }
        })) {
            peer.thenCallIsAnswered(200, "right");

            await().atMost(Duration.ofSeconds(3)).untilTrue(cutOff);
            peer.thenNextCallIsMadeOnAnotherConnection();
        }
    }

    /** After garbage was collected. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** All that was ever needed at once, for buffers are pooled. */
    private static long direct() {
        return PlatformDependent.usedDirectMemory() + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
