package io.fusebox.execution;

import io.fusebox.call.AttemptId;
import io.fusebox.call.Outcome;
import java.time.Duration;

/** An attempt is over. */
public record Completion(AttemptId id, Outcome outcome, Duration duration) {}
