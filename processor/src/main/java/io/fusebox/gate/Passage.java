package io.fusebox.gate;

/** A gate's word on one more attempt. */
public enum Passage {
    /** It may start. */
    OPEN,
    /** It might start, but all places are taken, or the rate is reached: wait a little. */
    BUSY,
    /** The destination is to be left alone for a time. */
    PAUSED,
    /** The breaker does not let it. */
    CLOSED
}
