package io.fusebox.execution;

import io.fusebox.call.AttemptId;
import io.fusebox.call.Call;
import io.fusebox.call.Destination;
import io.fusebox.call.TraceContext;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt to be made.
 *
 * @param target the absolute URL, already checked to lie within what the destination allows
 * @param timeout from now to the last byte of the answer; positive
 */
public record AttemptOrder(
        AttemptId id,
        Call call,
        Destination destination,
        URI target,
        Duration timeout,
        Optional<TraceContext> trace) {}
