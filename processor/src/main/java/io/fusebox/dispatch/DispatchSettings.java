package io.fusebox.dispatch;

/**
 * What a dispatcher has to know beside its policies.
 *
 * @param owner names this pod and task in events and statuses
 * @param tellDeferred whether a call that is parked is told so with a result that is not terminal
 * @param requestLimit the largest body of a call, in bytes
 */
public record DispatchSettings(String owner, boolean tellDeferred, int requestLimit) {}
