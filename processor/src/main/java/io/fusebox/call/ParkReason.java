package io.fusebox.call;

/** Why a call waits. */
public enum ParkReason {
    /** Its breaker or its gate did not admit it. */
    REJECTED,
    /** An attempt failed in a way that may pass. */
    RETRY,
    /** It may not be made before a time that it names. */
    SCHEDULED,
    /** A call with its ordering key came before it and is not over. */
    ORDERED,
    /** It came to a wrong partition. */
    REROUTED,
    /** It came from the dead letters. */
    REPLAYED,
    /** It goes to a backup, or comes back from there. */
    DETOUR,
    /** A reason that a later version wrote. */
    OTHER
}
