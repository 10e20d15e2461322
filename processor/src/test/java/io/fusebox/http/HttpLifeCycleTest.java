package io.fusebox.http;

import static io.fusebox.http.Scripts.EMPTY_OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.execution.Completion;
import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpLifeCycleTest {
    @Test
    void cancelsWhatIsInFlightWhenItIsClosedAndEndsItsConnections() {
        try (RawServer server = RawServer.running(RawServer.Connection::awaitEnd)) {
            HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults());
            List<CompletableFuture<Completion>> calls = IntStream.range(0, 10)
                    .mapToObj(_ -> new Calls(server.url()).start(executor))
                    .toList();
            await().until(() -> server.connectionsOpen() == 4);

            executor.close();

            assertThat(calls).allSatisfy(call -> {
                assertThat(call).isDone();
                assertThat(((Outcome.Failed) Calls.await(call).outcome()).kind()).isEqualTo(FailureKind.CANCELLED);
            });
            assertThat(calls.stream().filter(call -> ((Outcome.Failed) Calls.await(call).outcome()).sent())).hasSize(4);
            await().until(() -> server.connectionsOpen() == 0);
        }
    }

    @Test
    void cancelsAtOnceWhatIsOrderedAfterItWasClosed() {
        HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults());
        executor.close();
        executor.close();

        CompletableFuture<Completion> call = new Calls(URI.create("http://127.0.0.1:1")).start(executor);

        assertThat(call).isDone();
        assertThat(((Outcome.Failed) Calls.await(call).outcome()))
                .isEqualTo(new Outcome.Failed(FailureKind.CANCELLED, "given up: this side is closing", false));
    }

    @Test
    void losesNoCompletionWhereOrdersAndCloseRace() throws InterruptedException {
        try (RawServer server = RawServer.answering(EMPTY_OK)) {
            HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults());
            List<CompletableFuture<Completion>> calls = new ArrayList<>();
            Thread orders = Thread.ofPlatform()
                    .start(() -> IntStream.range(0, 5_000)
                            .forEach(_ -> calls.add(new Calls(server.url()).start(executor))));
            await().until(() -> !server.requests().isEmpty());

            executor.close();
            orders.join();

            assertThat(calls.stream().map(call -> Calls.await(call).outcome().label()).distinct())
                    .isSubsetOf("200", "cancelled", "reset", "connect")
                    .contains("cancelled");
        }
    }

    @Test
    void keepsRunningWhereACompletionIsRefused() {
        try (RawServer server = RawServer.answering(EMPTY_OK);
                HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults())) {
            executor.execute(new Calls(server.url()).order(), _ -> {
                throw new IllegalStateException("of the caller's");
            });

            assertThat(new Calls(server.url()).answer(executor).status()).isEqualTo(200);
        }
    }

    @Test
    void sendsNothingAnyMoreWhereItsThreadWasAwayUntilTheTimeWasOver() throws InterruptedException {
        CountDownLatch away = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        try (RawServer server = RawServer.answering(EMPTY_OK);
                HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults())) {
            executor.execute(new Calls(server.url()).order(), _ -> {
                away.countDown();
                await().until(() -> back.getCount() == 0);
            });
            away.await();
            CompletableFuture<Completion> late = new Calls(server.url()).timeoutMs(50).start(executor);
            await().pollDelay(Duration.ofMillis(80)).until(() -> true);

            back.countDown();

            Outcome.Failed outcome = (Outcome.Failed) Calls.await(late).outcome();
            assertThat(outcome.kind()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(outcome.sent()).isFalse();
            assertThat(new Calls(server.url()).answer(executor).status()).isEqualTo(200);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void closesConnectionsThatNobodyUsesAndForgetsTheirPools() {
        HttpSettings brief = HttpSettings.defaults().withKeepAlive(Duration.ofMillis(100));
        try (RawServer server = RawServer.answering(EMPTY_OK);
                HttpCallExecutor executor = new HttpCallExecutor(brief)) {
            new Calls(server.url()).answer(executor);
            assertThat(server.connectionsOpen()).isEqualTo(1);

            await().until(() -> server.connectionsOpen() == 0);

            assertThat(new Calls(server.url()).answer(executor).status()).isEqualTo(200);
            assertThat(server.connectionsAccepted()).isEqualTo(2);
        }
    }

    @Test
    void keepsIdleConnectionsOfABoundedNumberOfDestinations() {
        try (RawServer first = RawServer.answering(EMPTY_OK);
                RawServer second = RawServer.answering(EMPTY_OK);
                RawServer third = RawServer.answering(EMPTY_OK);
                HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults().withMaxPools(2))) {
            new Calls(first.url()).answer(executor);
            new Calls(second.url()).answer(executor);
            new Calls(first.url()).answer(executor);

            new Calls(third.url()).answer(executor);

            await().until(() -> second.connectionsOpen() == 0);
            assertThat(first.connectionsOpen()).isEqualTo(1);
            assertThat(third.connectionsOpen()).isEqualTo(1);
        }
    }

    @Test
    void servesManyDestinationsOnSeveralEventLoops() {
        List<RawServer> servers = IntStream.range(0, 6).mapToObj(_ -> RawServer.answering(EMPTY_OK)).toList();
        try (HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults().withEventLoops(3))) {
            List<CompletableFuture<Completion>> calls = IntStream.range(0, 300)
                    .mapToObj(i -> new Calls(servers.get(i % 6).url()).concurrency(2).start(executor))
                    .toList();

            assertThat(calls).allSatisfy(call -> assertThat(Calls.await(call).outcome().label()).isEqualTo("200"));
            assertThat(servers).allSatisfy(server -> assertThat(server.connectionsAccepted()).isBetween(1, 2));
        } finally {
            servers.forEach(RawServer::close);
        }
    }

    @Test
    void leavesNothingInTheWorkingDirectory() {
        new HttpCallExecutor(HttpSettings.defaults()).close();

        assertThat(new File(".").list()).noneMatch(name -> name.contains("vertx"));
    }
}
