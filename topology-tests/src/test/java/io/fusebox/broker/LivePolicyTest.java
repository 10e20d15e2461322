package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.broker.HttpStub.Served;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Settings that are applied while two pods work hold on both of them within a second. */
@RealKafka
class LivePolicyTest {
    private static final Duration ALL = Duration.ofSeconds(120);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final int DESTINATIONS = 6;
    private static final int CALLS = 200;
    private static final int BEFORE = 8;
    private static final int AFTER = 2;
    private static final String BROKEN = "broken";

    @Test
    void aChangeHoldsOnAllPodsWithinASecondUnderLoadAndNothingIsForgotten(World world) throws Exception {
        List<HttpStub> stubs = new ArrayList<>();
        for (int i = 0; i < DESTINATIONS; i++) {
            stubs.add(world.destination("d" + i).answersIn(Duration.ofMillis(100)));
            world.set("destinations.d" + i + ".concurrency", BEFORE);
        }
        world.destination(BROKEN).answers(503);
        world.set("destinations." + BROKEN + ".breaker.open-interval", "90s");
        world.set("destinations." + BROKEN + ".breaker.failure-threshold-span", "0");
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        TopicLog<BreakerEvent> events = world.events();
        Application application = world.application();
        for (int i = 0; i < 20; i++) {
            application.call("b" + i, BROKEN);
        }
        events.await(1, ALL);
        for (int i = 0; i < CALLS * DESTINATIONS; i++) {
            application.call("c" + i, "d" + i % DESTINATIONS);
        }
        results.await(CALLS, ALL);
        for (Pod pod : pods) {
            assertThat(pod.ownedBreakers()).isPositive();
        }

        application.apply(BROKEN, Map.of("queue", "5"));
        for (int i = 0; i < DESTINATIONS; i++) {
            application.apply("d" + i, Map.of("concurrency", Integer.toString(AFTER)));
        }
        Instant inForce = Instant.now().plus(A_SECOND);

        results.await(CALLS * DESTINATIONS, ALL);
        assertThat(results.values()).hasSize(CALLS * DESTINATIONS)
                .allSatisfy(result -> assertThat(result.getStatus()).isEqualTo(ResultStatus.SUCCEEDED));
        for (HttpStub stub : stubs) {
            List<Served> later = stub.served().stream().filter(it -> it.start().isAfter(inForce)).toList();
            assertThat(stub.mostAtOnce()).isEqualTo(BEFORE);
            assertThat(later).isNotEmpty();
            assertThat(HttpStub.mostAtOnce(later)).isLessThanOrEqualTo(AFTER);
        }
        assertThat(events.values()).extracting(BreakerEvent::getTo).containsExactly("open");
        assertThat(pods.getFirst().json("/breakers/" + BROKEN).path("parked").intValue()).isPositive();
    }

    @Test
    void whatCannotHoldIsIgnoredAndEveryPodSaysSoUntilItIsMended(World world) throws Exception {
        HttpStub stub = world.destination("payments").answersIn(Duration.ofMillis(5));
        List<Pod> pods = world.startedPods(2);
        Application application = world.application();

        application.apply("payments", Map.of("timeout", "soon"));
        application.sendRaw(world.topics().destinations(), "mail", "no record".getBytes(StandardCharsets.UTF_8)).get();

        awaitInvalidPolicies(pods, 2);
        TopicLog<CallResult> results = world.results();
        application.call("a", "payments");
        results.await(1, ALL);
        assertThat(stub.begun()).containsExactly("a");
        application.apply("payments", Map.of("timeout", "5s"));
        application.sendRaw(world.topics().destinations(), "mail", null).get();
        awaitInvalidPolicies(pods, 0);
    }

    private static void awaitInvalidPolicies(List<Pod> pods, int count) {
        for (Pod pod : pods) {
            Awaitility.await("the alerts")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> pod.json("/alerts")
                            .findValuesAsText("type")
                            .stream()
                            .filter("invalid_policy"::equals)
                            .count() == count);
        }
    }
}
