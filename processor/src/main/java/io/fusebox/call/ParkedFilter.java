package io.fusebox.call;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a destination's parked calls are meant: those that have all that is asked for.
 *
 * @param operation whose breaker they wait for
 * @param ids one of these; empty: any
 * @param reason why they wait
 * @param receivedBefore they came before ({@code <}) this
 */
public record ParkedFilter(
        Optional<String> operation,
        Set<String> ids,
        Optional<ParkReason> reason,
        Optional<Instant> receivedBefore) {
    public static final ParkedFilter ALL = new ParkedFilter(Optional.empty(), Set.of(), Optional.empty(),
            Optional.empty());

    /** @param breaker that the call waits for */
    public boolean matches(BreakerName breaker, Parked parked) {
        return (operation.isEmpty() || operation.equals(breaker.operation()))
                && (ids.isEmpty() || ids.contains(parked.delivery().call().id()))
                && reason.filter(wanted -> wanted != parked.reason()).isEmpty()
                && receivedBefore.filter(time -> !parked.delivery().receivedAt().isBefore(time)).isEmpty();
    }
}
