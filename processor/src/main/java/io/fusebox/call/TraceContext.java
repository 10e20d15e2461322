package io.fusebox.call;

import java.util.Optional;

/** The caller's trace, passed on unread (W3C Trace Context, sections 3.2 and 3.3). */
public record TraceContext(String traceparent, Optional<String> tracestate) {}
