package io.fusebox.simulation;

import io.fusebox.call.Parked;

/** An outage of any length costs at most one record on the retry topic per call and attempt, wherever the call is. */
final class OneRetryRecordPerAttempt implements Invariant {
    @Override
    public void parked(Owner owner, CallLife call, Parked parked) {
        if (call.wasParkedAfter(parked.delivery().attemptsMade())) {
            throw violation("%s is written to the retry topic a second time after %d attempts", call,
                    parked.delivery().attemptsMade());
        }
    }
}
