package io.fusebox.admin;

import java.util.Map;

/** On every answer: it is of this moment, it is what it says it is, and no page may frame it. */
final class SecurityHeaders {
    static final Map<String, String> ALL = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    private SecurityHeaders() {}
}
