package io.fusebox.http;

import static io.fusebox.http.Scripts.EMPTY_OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.execution.Completion;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names, addresses, and the guard between them. All of 127.0.0.0/8 is this machine. */
class HttpAddressTest {
    private final AtomicInteger lookups = new AtomicInteger();
    private final RawServer server = RawServer.running("127.0.0.2", 0, Scripts.always(EMPTY_OK));
    private HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults());

    @AfterEach
    void stop() {
        executor.close();
        server.close();
    }

    private Calls call(String host) {
        return new Calls(URI.create("http://" + host + ":" + server.port() + "/x"));
    }

    private void givenNames(Map<String, List<String>> names, AddressGuard guard) {
        givenLookup(host -> {
            List<String> found = names.get(host);
            if (found == null) {
                throw new UnknownHostException(host);
            }
            return found.stream().map(InetAddress::ofLiteral).toList();
        }, guard);
    }

    private void givenLookup(AddressResolver.Lookup lookup, AddressGuard guard) {
        executor.close();
        executor = new HttpCallExecutor(
                HttpSettings.defaults().withGuard(guard).withResolver(AddressResolver.of(host -> {
                    lookups.incrementAndGet();
                    return lookup.addressesOf(host);
                })));
    }

    @Test
    void isSentInTheNameOfTheHost() {
        givenNames(Map.of("orders.test", List.of("127.0.0.2")), AddressGuard.PERMIT_ALL);

        call("orders.test").answer(executor);

        assertThat(server.onlyRequest()).contains("host: orders.test:" + server.port() + "\r\n");
    }

    @Test
    void triesTheNextAddressWhereOneRefusesTheConnection() {
        givenNames(Map.of("orders.test", List.of("127.0.0.3", "127.0.0.4", "127.0.0.2")), AddressGuard.PERMIT_ALL);

        assertThat(call("orders.test").answer(executor).status()).isEqualTo(200);
    }

    @Test
    void namesTheLastAddressWhereAllRefuse() {
        givenNames(Map.of("orders.test", List.of("127.0.0.3", "127.0.0.4")), AddressGuard.PERMIT_ALL);

        var failure = call("orders.test").failure(executor);

        assertThat(failure).isEqualTo(new Outcome.Failed(FailureKind.CONNECT,
                "orders.test:" + server.port() + " (127.0.0.4): connection refused", false));
    }

    @Test
    void failsWhereTheHostIsUnknown() {
        givenNames(Map.of(), AddressGuard.PERMIT_ALL);

        var failure = call("nowhere.test").failure(executor);

        assertThat(failure).isEqualTo(
                new Outcome.Failed(FailureKind.DNS, "nowhere.test:" + server.port() + ": no such host", false));
    }

    @Test
    void failsWhereTheJdkKnowsNoSuchHost() {
        assertThat(call("nowhere.invalid").failure(executor).kind()).isIn(FailureKind.DNS, FailureKind.TIMEOUT);
    }

    @Test
    void timesOutWhereTheLookupHangs() {
        CountDownLatch end = new CountDownLatch(1);
        givenLookup(_ -> {
            try {
                end.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException();
        }, AddressGuard.PERMIT_ALL);

        var failure = call("slow.test").timeoutMs(100).failure(executor);
        end.countDown();

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failure.message()).startsWith("no address of slow.test:");
        assertThat(failure.sent()).isFalse();
    }

    @Test
    void looksUpAHostOnceForAllThatAsk() {
        CountDownLatch all = new CountDownLatch(1);
        givenLookup(_ -> {
            try {
                all.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return List.of(InetAddress.ofLiteral("127.0.0.2"));
        }, AddressGuard.PERMIT_ALL);

        List<CompletableFuture<Completion>> calls = IntStream.range(0, 20)
                .mapToObj(_ -> call("orders.test").start(executor))
                .toList();
        all.countDown();

        assertThat(calls).allSatisfy(call -> assertThat(Calls.await(call).outcome().label()).isEqualTo("200"));
        call("orders.test").answer(executor);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void neverLooksUpAnAddress() {
        givenNames(Map.of(), AddressGuard.PERMIT_ALL);

        assertThat(call("127.0.0.2").answer(executor).status()).isEqualTo(200);
        assertThat(lookups).hasValue(0);
    }

    @Test
    void dialsOnlyWhatTheGuardPermitted() {
        try (RawServer inner = RawServer.running("127.0.0.3", server.port(),
                connection -> connection.write(EMPTY_OK))) {
            givenNames(Map.of("orders.test", List.of("127.0.0.3", "127.0.0.2")), refusing("127.0.0.3"));

            assertThat(call("orders.test").answer(executor).status()).isEqualTo(200);
            assertThat(inner.connectionsAccepted()).isZero();
        }
    }

    @Test
    void sendsNothingWhereTheGuardRefusesAll() {
        givenNames(Map.of("inner.test", List.of("127.0.0.2")), refusing("127.0.0.2"));

        var failure = call("inner.test").failure(executor);

        assertThat(failure).isEqualTo(new Outcome.Failed(FailureKind.REFUSED_ADDRESS,
                "inner.test:" + server.port() + " (127.0.0.2: private)", false));
        assertThat(call("127.0.0.2").failure(executor).kind()).isEqualTo(FailureKind.REFUSED_ADDRESS);
        assertThat(server.connectionsAccepted()).isZero();
    }

    @Test
    void asksTheGuardAlsoWhereAConnectionIsOpenAlready() {
        AtomicInteger asked = new AtomicInteger();
        givenNames(Map.of("orders.test", List.of("127.0.0.2")),
                (_, _) -> asked.incrementAndGet() == 1 ? Optional.empty() : Optional.of("not twice"));

        assertThat(call("orders.test").answer(executor).status()).isEqualTo(200);
        assertThat(call("orders.test").failure(executor).kind()).isEqualTo(FailureKind.REFUSED_ADDRESS);
    }

    @Test
    void closesAnIdleConnectionToAnotherAddressWhereItsPlaceIsNeeded() {
        AtomicInteger asked = new AtomicInteger();
        givenNames(Map.of("orders.test", List.of("127.0.0.2", "127.0.0.3")),
                (_, address) -> asked.incrementAndGet() > 2 && address.getHostAddress().equals("127.0.0.2")
                        ? Optional.of("moved")
                        : Optional.empty());
        try (RawServer other = RawServer.running("127.0.0.3", server.port(), connection -> {
            while (connection.readRequest()) {
                connection.write(EMPTY_OK);
            }
        })) {
            call("orders.test").concurrency(1).answer(executor);
            call("orders.test").concurrency(1).answer(executor);

            assertThat(server.connectionsAccepted()).isEqualTo(1);
            assertThat(other.connectionsAccepted()).isEqualTo(1);
            await().until(() -> server.connectionsOpen() == 0);
        }
    }

    @Test
    void failsWhereTheGuardThrows() {
        givenNames(Map.of("orders.test", List.of("127.0.0.2")), (_, _) -> {
            throw new IllegalStateException("broken guard");
        });

        var failure = call("orders.test").failure(executor);

        assertThat(failure.sent()).isFalse();
        assertThat(server.connectionsAccepted()).isZero();
    }

    private static AddressGuard refusing(String address) {
        return (_, candidate) -> candidate.getHostAddress().equals(address) ? Optional.of("private") : Optional.empty();
    }
}
