package io.fusebox.simulation;

import io.fusebox.call.Result;
import io.fusebox.call.ResultStatus;
import java.time.Instant;

/** A call is cancelled only where an operator has asked for it, after it came. */
final class CancelledOnOrder implements Invariant {
    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        if (result.status() != ResultStatus.CANCELLED) {
            return;
        }
        String destination = result.delivery().call().destination();
        if (result.delivery().receivedAt().isAfter(owner.partition().order(destination).cancelledUpTo())) {
            throw violation("call %s is cancelled, and nobody has asked for it", result.delivery().call().id());
        }
    }
}
