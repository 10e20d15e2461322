package io.fusebox.bench.breakers;

import io.fusebox.breaker.Admission;
import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * As the dispatcher does it: the breaker is told the time, which its owner has read for all that it does with a record. So there is no
 * clock in this figure; it is read now and then, so that the window ages.
 */
final class FuseboxCall implements GuardedCall {
    private static final int CALLS_PER_LOOK_AT_THE_CLOCK = 1_000;
    private static final Outcome SUCCESS = answer(200);
    private static final Outcome FAILURE = answer(503);
    private static final Duration TOOK = Duration.ofMillis(20);

    private final Breaker breaker;
    private Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    private int calls;

    FuseboxCall(Window window) {
        this.breaker = new Breaker(BreakerName.of("payments"), policy(window), RandomGenerator.getDefault(), _ -> {},
                now);
    }

    private static BreakerPolicy policy(Window window) {
        return BreakerPreset.STANDARD.policy()
                .toBuilder()
                .window(window == Window.COUNT ? Window.CALLS : 0,
                        window == Window.COUNT ? Duration.ZERO : Window.SPAN)
                .minimumCalls(Window.MINIMUM_CALLS)
                .failureRateThreshold(Window.FAILURE_PERCENT / 100.0)
                .build();
    }

    private static Outcome answer(int status) {
        return new Outcome.Answered(new Response(status, Map.of(), Payload.EMPTY, false));
    }

    @Override
    public boolean admitAndRecord(boolean fails) {
        if (++calls == CALLS_PER_LOOK_AT_THE_CLOCK) {
            calls = 0;
            lookAtTheClock();
        }
        return switch (breaker.tryAcquire(now)) {
            case Admission.Admitted(var permit) -> {
                breaker.record(permit, fails ? FAILURE : SUCCESS, TOOK, now);
                yield true;
            }
            case Admission.Refused _ -> false;
        };
    }

    private void lookAtTheClock() {
        long millis = System.currentTimeMillis();
        if (millis != now.toEpochMilli()) {
            now = Instant.ofEpochMilli(millis);
        }
    }
}
