package io.fusebox.dispatch;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Call;
import io.fusebox.call.Delivery;
import io.fusebox.call.Destination;
import io.fusebox.call.Detour;
import io.fusebox.gate.GatePolicy;
import io.fusebox.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that an operator has said of a destination.
 *
 * @param guard of the destination as a whole
 * @param operations by name, in the order in which they are matched; each has a breaker of its own
 * @param idempotent whether a call may be made again when nobody knows how its attempt ended; otherwise no call is ever sent twice;
 *        default yes
 * @param queue calls that wait in memory for a free place before they park; at least 0; default 1,000
 * @param gate how often it is called
 * @param fallback what happens to calls that are refused, or have failed for good
 * @param breakerIdle after so long without a call a breaker leaves the memory, and an ad-hoc origin is forgotten; default an hour
 * @param deduplicate for how long after a call another with the same id is taken for the same, and dropped; default: never
 */
public record DestinationPolicy(
        Destination destination,
        Guard guard,
        Map<String, Operation> operations,
        boolean idempotent,
        int queue,
        GatePolicy gate,
        RetryPolicy retry,
        FallbackPolicy fallback,
        Duration breakerIdle,
        Optional<Duration> deduplicate) {

    public static final int DEFAULT_QUEUE = 1_000;
    public static final Duration DEFAULT_BREAKER_IDLE = Duration.ofHours(1);

    /** With the defaults for all else. */
    public static DestinationPolicyBuilder of(Destination destination, Guard guard) {
        return new DestinationPolicyBuilder(destination, guard);
    }

    public DestinationPolicyBuilder toBuilder() {
        return new DestinationPolicyBuilder(this);
    }

    /**
     * A breaker's policy, and how to show it.
     *
     * @param described every knob by its configuration key, with its value and where that came from
     */
    public record Guard(BreakerPolicy policy, Map<String, PolicyValue> described) {}

    /** @param match the calls that belong to it, beside those that name it */
    public record Operation(CallMatch match, Guard guard) {}

    /** The breaker of a call: the operation that it names, else the first that matches, else the destination's own. */
    public BreakerName breakerOf(Call call) {
        String name = destination.name();
        if (operations.isEmpty()) {
            return BreakerName.of(name);
        }
        return call.operation()
                .filter(operations::containsKey)
                .or(() -> operations.entrySet()
                        .stream()
                        .filter(entry -> entry.getValue().match().covers(call, destination.baseUrl()))
                        .map(Map.Entry::getKey)
                        .findFirst())
                .map(operation -> BreakerName.of(name, operation))
                .orElseGet(() -> BreakerName.of(name));
    }

    /** Whether a call may be sent but once. One that asks a backup brings its own destination's rule along. */
    boolean sendsOnce(Delivery delivery) {
        return !idempotent || delivery.detour().filter(Detour::atMostOnce).isPresent();
    }

    /** What guards a breaker; the destination's own guard for an operation that is no more. */
    public Guard guardOf(BreakerName breaker) {
        return breaker.operation()
                .flatMap(operation -> Optional.ofNullable(operations.get(operation)))
                .map(Operation::guard)
                .orElse(guard);
    }

    /** All breakers of the destination: its own, then one for each operation. */
    public List<BreakerName> breakers() {
        return Stream
                .concat(Stream.of(BreakerName.of(destination.name())),
                        operations.keySet().stream().map(operation -> BreakerName.of(destination.name(), operation)))
                .toList();
    }
}
