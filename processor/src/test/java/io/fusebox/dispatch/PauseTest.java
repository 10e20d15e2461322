package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.ProblemType;
import io.fusebox.call.Response;
import io.fusebox.call.ResultStatus;
import io.fusebox.gate.GatePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PauseTest {
    private final Scenario scenario = new Scenario();

    @Test
    void nothingStartsBeforeRetryAfterIsOver() {
        scenario.destination("payments").starts().arrives("a");

        scenario.ends("a", retryAfter(429, 3)).arrives("b", "c").parkedCallsAreReadBack();

        assertThat(scenario.started).isEmpty();
        scenario.timePasses(Duration.ofMillis(2_999));
        assertThat(scenario.started).isEmpty();
        assertThat(scenario.nextWakeUp()).contains(Scenario.START.plusSeconds(3));
        scenario.timePasses(Duration.ofMillis(1));
        assertThat(scenario.started).containsKeys("a", "b", "c");
    }

    @Test
    void callsThatWaitedInMemoryWaitOn() {
        scenario.destination("payments").starts().arrives("a", "b", "c", "d", "e", "f");
        assertThat(scenario.started).hasSize(4);

        scenario.ends("a", retryAfter(503, 3)).parkedCallsAreReadBack();

        assertThat(scenario.started).doesNotContainKeys("e", "f");
        scenario.succeeds("b", "c", "d").timePasses(Duration.ofSeconds(3));
        assertThat(scenario.started).containsKeys("e", "f");
    }

    @Test
    void usesUpNoAttemptOfTheCallsThatWait() {
        scenario.destination("payments").starts().arrives("a");
        scenario.ends("a", retryAfter(429, 3)).arrives("b").parkedCallsAreReadBack();

        scenario.timePasses(Duration.ofSeconds(3)).succeeds("b");

        assertThat(scenario.results).singleElement()
                .satisfies(result -> assertThat(result.delivery().attemptsCounted()).isEqualTo(1));
        assertThat(scenario.effects(Effect.Announce.class)).isEmpty();
    }

    @Test
    void isCutAtTheDestinationsLimit() {
        scenario.destination("payments", policy -> policy.toBuilder()
                .gate(GatePolicy.STANDARD.withRetryAfterMax(Duration.ofSeconds(10)))
                .build()).starts().arrives("a");

        scenario.ends("a", retryAfter(429, 3_600)).parkedCallsAreReadBack().timePasses(Duration.ofSeconds(10));

        assertThat(scenario.started).containsKey("a");
    }

    @Test
    void aShorterOneDoesNotUndercutALonger() {
        scenario.destination("payments").starts().arrives("a", "b");

        scenario.ends("a", retryAfter(429, 60)).ends("b", retryAfter(429, 1)).parkedCallsAreReadBack();

        scenario.timePasses(Duration.ofSeconds(59));
        assertThat(scenario.started).isEmpty();
        scenario.timePasses(Duration.ofSeconds(1));
        assertThat(scenario.started).hasSize(2);
    }

    @Test
    void outlivesItsOwner() {
        scenario.destination("payments").starts().arrives("a");
        scenario.ends("a", retryAfter(429, 60)).parkedCallsAreReadBack();

        scenario.starts().arrives("b").timePasses(Duration.ofSeconds(59)).parkedCallsAreReadBack();

        assertThat(scenario.started).isEmpty();
        scenario.timePasses(Duration.ofSeconds(1));
        assertThat(scenario.started).containsKeys("a", "b");
    }

    @Test
    void isForgottenWhenItIsOver() {
        scenario.destination("payments").starts().arrives("a");
        scenario.ends("a", retryAfter(429, 5));
        assertThat(scenario.pauses.names()).containsExactly("payments");

        scenario.timePasses(Duration.ofSeconds(6));

        assertThat(scenario.pauses.names()).isEmpty();
    }

    @Test
    void isForgottenWithADestinationThatIsNoMore() {
        scenario.destination("payments").starts().arrives("a");
        scenario.ends("a", retryAfter(429, 5));
        scenario.policies.clear();

        scenario.timePasses(Duration.ZERO).now = Scenario.START.plusSeconds(10);
        scenario.starts();

        assertThat(scenario.pauses.names()).isEmpty();
    }

    @Test
    void holdsForAllOperations() {
        scenario.destination("payments", policy -> PolicyVariants.withOperation(policy, "read")).starts();
        scenario.arrives(Scenario.operation(Scenario.call("a"), "read"));

        scenario.ends("a", retryAfter(429, 3)).arrives("b");

        assertThat(scenario.started).isEmpty();
    }

    @Test
    void rejectsWhereTheFallbackIsToFail() {
        scenario.destination("payments",
                policy -> PolicyVariants.withFallback(policy, new FallbackStep.Fail())).starts().arrives("a");

        scenario.ends("a", retryAfter(429, 3)).arrives("b");

        assertThat(scenario.statuses()).containsExactly(Map.entry("b", ResultStatus.REJECTED));
        assertThat(scenario.results.getLast().problem().orElseThrow().type()).isEqualTo(ProblemType.PAUSED);
        assertThat(scenario.results.getLast().problem().orElseThrow().detail())
                .isEqualTo("destination payments is left alone until 2026-01-01T00:00:03Z: HTTP 429 with Retry-After");
    }

    @Test
    void holdsBackAnAttemptThatHasNotBegun() {
        scenario.destination("payments", PolicyVariants::atMostOnce).starts().arrives("a").commits().arrives("b");

        scenario.ends("a", retryAfter(429, 3)).commits();

        assertThat(scenario.started).isEmpty();
    }

    @Test
    void keepsABreakerProbing() {
        scenario.destination("payments").starts().arrives("a", "b", "c", "d", "e");
        scenario.fails("a", "b", "c", "d").fails("e").parkedCallsAreReadBack().timePasses(Duration.ofSeconds(70));
        List<String> probes = List.copyOf(scenario.started.keySet());

        probes.forEach(probe -> scenario.ends(probe, retryAfter(429, 3)));
        scenario.timePasses(Duration.ofSeconds(3));

        assertThat(scenario.started).hasSameSizeAs(probes);
    }

    @Test
    void isShownWithItsBreakers() {
        scenario.destination("payments").starts().arrives("a");

        scenario.ends("a", retryAfter(429, 3)).timePasses(Duration.ofSeconds(1));

        assertThat(scenario.effects(Effect.ShowStatus.class).getLast().status().pause().orElseThrow().until())
                .isEqualTo(Scenario.START.plusSeconds(3));
    }

    @Test
    void isNotAskedForByNonsense() {
        scenario.destination("payments").starts().arrives("a");

        scenario.ends("a", answer(429, "soon")).arrives("b");

        assertThat(scenario.started).containsKey("b");
    }

    private static Outcome retryAfter(int status, int seconds) {
        return answer(status, Integer.toString(seconds));
    }

    private static Outcome answer(int status, String retryAfter) {
        return new Outcome.Answered(new Response(status, Map.of("retry-after", retryAfter), Payload.EMPTY, false));
    }
}
