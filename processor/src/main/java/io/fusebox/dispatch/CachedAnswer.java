package io.fusebox.dispatch;

import io.fusebox.call.Response;
import java.time.Instant;

/** What a destination answered, and when that was. */
public record CachedAnswer(Response answer, Instant storedAt) {}
