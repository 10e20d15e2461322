package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.call.Operator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RampUpTest {
    private final BreakerPolicy policy = Bench.simple().halfOpen(4, 2, 1).rampUp(Duration.ofSeconds(10)).build();

    @Test
    void afterClosingTheLimitGrowsFromTheProbesToTheFull() {
        Bench bench = Bench.with(policy).halfOpen().succeed(2);

        assertThat(limit(bench)).isEqualTo(4);
        assertThat(limit(bench.after(Duration.ofMillis(2_500)))).isEqualTo(19);
        assertThat(limit(bench.after(Duration.ofMillis(2_500)))).isEqualTo(34);
        assertThat(limit(bench.after(Duration.ofMillis(4_999)))).isEqualTo(63);
        assertThat(limit(bench.after(Duration.ofMillis(1)))).isEqualTo(64);
    }

    @Test
    void aBreakerThatHasNotBeenOpenDoesNotRampUp() {
        assertThat(limit(Bench.with(policy))).isEqualTo(64);
    }

    @Test
    void withoutRampUpTheLimitIsFullAtOnce() {
        Bench bench = Bench.with(policy.toBuilder().rampUpOff().build()).halfOpen().succeed(2);

        assertThat(limit(bench)).isEqualTo(64);
    }

    @Test
    void whileHalfOpenThePermitsLimitAndNotTheConcurrency() {
        assertThat(limit(Bench.with(policy).halfOpen())).isEqualTo(64);
    }

    @Test
    void aLimitBelowTheProbesIsNotRaised() {
        Bench bench = Bench.with(policy).halfOpen().succeed(2);

        assertThat(bench.breaker.concurrencyLimit(2, bench.now)).isEqualTo(2);
    }

    @Test
    void shadowModeHoldsNothingBack() {
        Bench bench = Bench.with(policy.toBuilder().mode(Mode.SHADOW).build()).halfOpen().succeed(2);

        assertThat(limit(bench)).isEqualTo(64);
    }

    @Test
    void aResetThatLetsCallsFlowAgainRampsUp() {
        Bench bench = Bench.with(policy).opened();

        bench.breaker.reset(Operator.UNNAMED, bench.now);

        assertThat(limit(bench)).isEqualTo(4);
    }

    private static int limit(Bench bench) {
        return bench.breaker.concurrencyLimit(64, bench.now);
    }
}
