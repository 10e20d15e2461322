package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.OutcomeList;
import io.fusebox.call.Pause;
import io.fusebox.call.ResultStatus;
import io.fusebox.gate.GatePolicy;
import io.fusebox.gate.PauseRules;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers after which a destination is left alone until somebody acts. */
class PauseRuleTest {
    private static final PauseRules GONE = new PauseRules(OutcomeList.of("410"), Optional.empty());
    private static final PauseRules RUN_OF_THREE = new PauseRules(OutcomeList.NONE, Optional.of(3));

    private final Scenario scenario = new Scenario();

    @Test
    void byDefaultNoneDoes() {
        scenario.destination("payments").starts().arrives("a", "b", "c", "d");

        answered(410, "a").ends("b", Scenario.answer(401)).ends("c", Scenario.answer(401));

        assertThat(scenario.statuses()).containsOnlyKeys("a", "b", "c").containsValue(ResultStatus.FAILED);
        assertThat(scenario.pauses.names()).isEmpty();
    }

    @Test
    void aStatusThatIsNamedPausesAndItsCallWaits() {
        given(GONE).arrives("a");

        answered(410, "a").arrives("b").parkedCallsAreReadBack().timePasses(Duration.ofHours(1));

        assertThat(scenario.started).isEmpty();
        assertThat(scenario.results).isEmpty();
        Pause pause = scenario.pauses.get("payments").orElseThrow();
        assertThat(pause.by()).isEqualTo(Pause.By.RULE);
        assertThat(pause.end()).isEmpty();
        assertThat(pause.why()).isEqualTo("HTTP 410 (pause-on)");
    }

    @Test
    void aRunOfDenialsPausesAndAllItsCallsWait() {
        given(RUN_OF_THREE).arrives("a", "b", "c");

        answered(401, "a", "b");
        assertThat(scenario.pauses.names()).isEmpty();
        answered(403, "c").parkedCallsAreReadBack().timePasses(Duration.ofHours(1));

        assertThat(scenario.results).isEmpty();
        assertThat(scenario.started).isEmpty();
        assertThat(scenario.pauses.get("payments").orElseThrow().why())
                .isEqualTo("3 answers 401 or 403 in a row, the last: HTTP 403 (pause-on)");
    }

    @Test
    void anAcceptedCallEndsTheRun() {
        given(RUN_OF_THREE).arrives("a", "b", "c", "d");

        answered(401, "a", "b").succeeds("c");
        answered(401, "d");

        assertThat(scenario.pauses.names()).isEmpty();
    }

    @Test
    void aCallThatIsDeniedAgainWhereOthersWereAcceptedIsAtFaultItself() {
        given(RUN_OF_THREE).arrives("a", "b");
        answered(403, "a").parkedCallsAreReadBack();
        scenario.now = scenario.now.plusMillis(5);
        scenario.succeeds("b").timePasses(Duration.ofSeconds(2));

        answered(403, "a");

        assertThat(scenario.statuses())
                .isEqualTo(Map.of("b", ResultStatus.SUCCEEDED, "a", ResultStatus.FAILED));
    }

    @Test
    void aDeniedCallUsesUpNoAttempt() {
        given(RUN_OF_THREE).arrives("a");

        answered(401, "a");

        assertThat(scenario.inTransit.getFirst().parked().delivery().attemptsCounted()).isZero();
        assertThat(scenario.inTransit.getFirst().parked().delivery().attemptsMade()).isEqualTo(1);
    }

    @Test
    void oneCallAloneMakesARun() {
        given(RUN_OF_THREE).arrives("a");

        for (int i = 0; i < 3; i++) {
            answered(401, "a").parkedCallsAreReadBack().timePasses(Duration.ofMinutes(5));
        }

        assertThat(scenario.pauses.names()).containsExactly("payments");
        assertThat(scenario.results).isEmpty();
    }

    @Test
    void whatMayBeSentOnlyOnceFailsButPauses() {
        scenario.destination("payments",
                policy -> PolicyVariants.atMostOnce(policy)
                        .toBuilder()
                        .gate(GatePolicy.STANDARD.withPauseOn(GONE))
                        .build())
                .starts()
                .arrives("a")
                .commits();

        answered(410, "a");

        assertThat(scenario.statuses()).isEqualTo(Map.of("a", ResultStatus.FAILED));
        assertThat(scenario.pauses.names()).containsExactly("payments");
    }

    private Scenario given(PauseRules rules) {
        return scenario.destination("payments", policy -> policy.toBuilder()
                .gate(GatePolicy.STANDARD.withPauseOn(rules))
                .build()).starts();
    }

    private Scenario answered(int status, String... ids) {
        for (String id : ids) {
            scenario.ends(id, Scenario.answer(status));
        }
        return scenario;
    }
}
