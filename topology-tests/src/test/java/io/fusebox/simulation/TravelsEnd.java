package io.fusebox.simulation;

import io.fusebox.call.Parked;

/** A call asks each backup of its chain once for every time that it begins it: with every attempt at most, and once at the end. */
final class TravelsEnd implements Invariant {
    private static final int MOST = 2 * PolicyShape.MOST_BACKUPS * (PolicyShape.MOST_ATTEMPTS + 2);

    @Override
    public void travelled(Owner owner, CallLife call, Parked parked) {
        if (call.travels() > MOST) {
            throw violation("%s travels for the %d. time", call, call.travels());
        }
    }
}
