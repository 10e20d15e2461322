package io.fusebox.admin;

import static io.fusebox.board.BreakerStatuses.NOW;
import static io.fusebox.board.BreakerStatuses.breaker;
import static io.fusebox.breaker.BreakerState.Kind.CLOSED;
import static io.fusebox.breaker.BreakerState.Kind.FORCED_OPEN;
import static io.fusebox.breaker.BreakerState.Kind.HALF_OPEN;
import static io.fusebox.breaker.BreakerState.Kind.OPEN;

import io.fusebox.board.Alert;
import io.fusebox.board.Board;
import io.fusebox.board.BreakerStatuses;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.breaker.Totals;
import io.fusebox.call.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The fleet, the health and the metrics that the examples in the documentation are of. */
final class SampleFleet {
    static final String METRICS = """
            # HELP circuit_breaker_state 0 closed, 1 half-open, 2 open, 3 forced-open, 4 disabled, 5 forced-closed
            # TYPE circuit_breaker_state gauge
            circuit_breaker_state{name="payments"} 2.0
            """;

    private SampleFleet() {}

    static Board board() {
        return BreakerStatuses.board(payments(), writing(), search())
                .withInvalidPolicies(List.of(new Alert.InvalidPolicy("mail",
                        "fusebox.destinations.mail.timeout: 'soon' does not fit; expected a duration from 1ms to 365d",
                        NOW.minusSeconds(60))));
    }

    static Map<String, PolicyValue> settings(String destination) {
        return destination.equals("payments") ? Map.of(
                "base-url", new PolicyValue("https://pay.example/secret-path", "destinations.payments"),
                "headers.authorization", new PolicyValue("env:PAY_TOKEN", "destinations.payments.headers"),
                "breaker.mode", new PolicyValue("enforcing", "preset standard"),
                "fallback", new PolicyValue("cache, backup:payments-eu, queue", "destinations.payments (applied)"),
                "rate", new PolicyValue("200/s", "defaults"),
                "retry.max-attempts", new PolicyValue("10", "default")) : Map.of();
    }

    private static BreakerStatuses payments() {
        return breaker("payments").window(12, 9, Duration.ofMillis(350))
                .totals(new Totals(18_204, 17_950, 240, 14, 388, 0))
                .flow(0, 0.95)
                .parked(42)
                .failedLast(NOW.minusMillis(2_500), "503", "the destination answered 503")
                .openUntil(NOW.minusMillis(8_000))
                .changed(OPEN, Cause.FAILURE_RATE, NOW.minusSeconds(13))
                .changed(HALF_OPEN, Cause.OPEN_INTERVAL_ELAPSED, NOW.minusSeconds(8))
                .openUntil(NOW.plusMillis(7_500))
                .changed(OPEN, Cause.PROBE_FAILED, NOW.minusMillis(2_500))
                .policy(Map.of(
                        "failure-threshold", new PolicyValue("5", "preset standard"),
                        "failure-rate-threshold", new PolicyValue("0.5", "preset standard"),
                        "open-interval", new PolicyValue("5s", "destinations.payments"),
                        "mode", new PolicyValue("enforcing", "preset standard")));
    }

    private static BreakerStatuses writing() {
        return breaker("payments/write").window(40, 2, Duration.ofMillis(1_250))
                .totals(new Totals(9_120, 9_080, 36, 4, 0, 0))
                .flow(4, 1)
                .failedLast(NOW.minusSeconds(4), "timeout", "no answer within 10s");
    }

    private static BreakerStatuses search() {
        return breaker("search").window(120, 0, Duration.ofMillis(80))
                .totals(new Totals(88_000, 87_999, 1, 0, 0, 0))
                .flow(12, 1)
                .parked(7)
                .paused(new Pause(NOW.plusSeconds(1_800), "a new index is built", Pause.By.OPERATOR))
                .changed(FORCED_OPEN, Cause.OPERATOR, NOW.minusSeconds(7_300))
                .changed(CLOSED, Cause.OPERATOR, NOW.minusSeconds(7_200));
    }

    static HealthSource health() {
        return new HealthSource() {
            @Override
            public Liveness liveness() {
                return new Liveness(true, "all stream threads run");
            }

            @Override
            public Readiness readiness() {
                return new Readiness(false, List.of(new Check("streams", false, "partitions are being assigned"),
                        new Check("board", true, "read to its end")));
            }
        };
    }
}
