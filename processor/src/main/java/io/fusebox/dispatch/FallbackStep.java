package io.fusebox.dispatch;

import io.fusebox.call.Response;

/** Who or what answers a call that its destination does not answer. */
public sealed interface FallbackStep {

    /** The last good answer that the destination gave to the same request. */
    record Cache() implements FallbackStep {}

    /** Another destination, with its own breaker and limits. */
    record Backup(String destination) implements FallbackStep {}

    /** An answer that is configured: always the same. */
    record Default(Response answer) implements FallbackStep {}

    /** Nobody: the call waits for its destination. Not for calls whose attempts are used up. */
    record Queue() implements FallbackStep {}

    /** Nobody: the call is over. */
    record Fail() implements FallbackStep {}
}
