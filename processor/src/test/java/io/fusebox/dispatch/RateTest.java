package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.gate.GatePolicy;
import io.fusebox.gate.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateTest {
    private final Scenario scenario = new Scenario();

    @Test
    void callsStartAsTheRateAllows() {
        scenario.destination("payments", policy -> rated(policy, new Rate(10, Duration.ofSeconds(1), 1))).starts();

        scenario.arrives("a", "b", "c");

        assertThat(scenario.started).containsOnlyKeys("a");
        assertThat(scenario.nextWakeUp()).contains(Scenario.START.plusMillis(100));
        scenario.timePasses(Duration.ofMillis(100));
        assertThat(scenario.started).containsOnlyKeys("a", "b");
        scenario.timePasses(Duration.ofMillis(100));
        assertThat(scenario.started).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void whatTheQueueDoesNotHoldIsParkedAndComesInOrder() {
        scenario.destination("payments", policy -> rated(policy, new Rate(10, Duration.ofSeconds(1), 1))).starts();
        for (String id : List.of("a", "b", "c", "d", "e", "f")) {
            scenario.arrives(id).parkedCallsAreReadBack().timePasses(Duration.ofMillis(1));
        }
        assertThat(scenario.effects(Effect.Park.class)).hasSize(2);

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            order.addAll(scenario.started.keySet());
            List.copyOf(scenario.started.keySet()).forEach(scenario::succeeds);
            scenario.timePasses(Duration.ofMillis(100));
        }

        assertThat(order).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(scenario.results).allSatisfy(
                result -> assertThat(result.delivery().attemptsCounted()).isEqualTo(1));
    }

    @Test
    void isSharedByAllOperations() {
        scenario.destination("payments", policy -> rated(PolicyVariants.withOperation(policy, "read"),
                new Rate(1, Duration.ofSeconds(1), 1))).starts();

        scenario.arrives("a").arrives(Scenario.operation(Scenario.call("b"), "read"));

        assertThat(scenario.started).containsOnlyKeys("a");
        scenario.timePasses(Duration.ofSeconds(1));
        assertThat(scenario.started).containsKey("b");
    }

    @Test
    void asksForNoWakeUpWhereNothingWaits() {
        scenario.destination("payments", policy -> rated(policy, new Rate(1, Duration.ofSeconds(1), 1))).starts();

        scenario.arrives("a");

        assertThat(scenario.nextWakeUp()).isEmpty();
    }

    private static DestinationPolicy rated(DestinationPolicy policy, Rate rate) {
        return policy.toBuilder().gate(GatePolicy.STANDARD.withRate(Optional.of(rate))).build();
    }
}
