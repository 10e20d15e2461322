package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.call.BreakerName;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The example in docs/breaker.md, word for word. */
class OwnPolicyExampleTest {
    // example
    @Test
    void threeTimeoutsOpenItForHalfAMinute() {
        BreakerPolicy policy = BreakerPreset.ofLabel("write")
                .policy()
                .toBuilder()
                .openInterval(Duration.ofSeconds(30))
                .openIntervalJitter(0)
                .build();
        List<StateChange> changes = new ArrayList<>();
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        Breaker breaker = new Breaker(BreakerName.of("payments", "write"), policy, new Random(1), changes::add, start);
        Outcome timeout = new Outcome.Failed(FailureKind.TIMEOUT, "no answer", true);

        for (int i = 0; i < 3; i++) {
            if (breaker.tryAcquire(start) instanceof Admitted(Permit permit)) {
                breaker.record(permit, timeout, Duration.ofSeconds(10), start.plusSeconds(10));
            }
        }

        assertThat(breaker.state().label()).isEqualTo("open");
        assertThat(breaker.wouldAdmit(start.plusSeconds(39))).isFalse();
        assertThat(breaker.wouldAdmit(start.plusSeconds(40))).isTrue();
        assertThat(changes).extracting(StateChange::cause)
                .containsExactly(StateChange.Cause.CONSECUTIVE_FAILURES, StateChange.Cause.OPEN_INTERVAL_ELAPSED);
    }
    // end of example
}
