package io.fusebox.wire;

import io.fusebox.breaker.StateChange;

/**
 * A state change as it stands on the topic breaker-events.
 *
 * @param owner host and task of the breaker's owner; empty where it was not told
 */
public record PublishedEvent(StateChange change, String owner) {}
