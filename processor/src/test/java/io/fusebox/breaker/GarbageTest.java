package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fusebox.breaker.Admission.Admitted;
import io.fusebox.call.BreakerName;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GarbageTest {
    private static final int SECONDS = 60;
    private static final int CALLS_A_SECOND = 5_000;

    @ParameterizedTest
    @EnumSource(names = { "STANDARD", "HIGH_VOLUME", "CLASSIC" })
    void aCallCostsNoGarbage(BreakerPreset preset) {
        Breaker breaker = new Breaker(BreakerName.of("payments"), preset.policy(), new Random(1), _ -> {}, Bench.START);
        aMinuteOfCalls(breaker, Bench.START);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        aMinuteOfCalls(breaker, Bench.START.plusSeconds(SECONDS));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat((double) allocated / (SECONDS * CALLS_A_SECOND)).isLessThan(1);
        assertThat(breaker.state().kind()).isEqualTo(BreakerState.Kind.CLOSED);
    }

    private static void aMinuteOfCalls(Breaker breaker, Instant start) {
        for (int second = 0; second < SECONDS; second++) {
            Instant now = start.plusSeconds(second);
            for (int i = 0; i < CALLS_A_SECOND; i++) {
                if (breaker.tryAcquire(now) instanceof Admitted(Permit permit)) {
                    breaker.record(permit, i % 4 == 0 ? Bench.ERROR : i % 5 == 0 ? Bench.NOT_FOUND : Bench.OK,
                            Duration.ZERO, now);
                }
            }
        }
    }
}
