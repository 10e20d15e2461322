package io.fusebox.dispatch;

import io.fusebox.call.Detour;
import io.fusebox.call.Problem;

/**
 * Why a destination gives a call no answer.
 *
 * @param exhausted whether the call's attempts are used up; else the destination was closed to it
 * @param spent whether the call may not be sent to anybody any more
 * @param deferred whether the call has been told that it waits
 */
record Trouble(Problem why, boolean exhausted, boolean spent, boolean deferred) {
    static Trouble rejected(Problem why, boolean deferred) {
        return new Trouble(why, false, false, deferred);
    }

    static Trouble exhausted(Problem why, boolean spent) {
        return new Trouble(why, true, spent, false);
    }

    /** As it was when the call left its destination, and what a backup has added to it. */
    static Trouble of(Detour detour) {
        return new Trouble(detour.why(), detour.exhausted(), detour.spent(), detour.deferred());
    }
}
