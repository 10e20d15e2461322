package io.fusebox.bench.breakers;

/** A breaker, asked before a call and told its end after it. */
interface GuardedCall {
    /** @return whether the call was admitted */
    boolean admitAndRecord(boolean fails);
}
