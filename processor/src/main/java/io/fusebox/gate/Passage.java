package io.fusebox.gate;

/** A gate's word on one more attempt. */
public enum Passage {
    /** It may start. */
    OPEN,
    /** The breaker would let it, but all places are taken: wait for one. */
    BUSY,
    /** The breaker does not let it. */
    CLOSED
}
