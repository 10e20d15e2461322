package io.fusebox.admin;

import org.eclipse.jetty.http.HttpStatus;

/** Errors as RFC 9457 writes them. */
final class ProblemJson {
    static final String CONTENT_TYPE = "application/problem+json";

    private ProblemJson() {}

    /** @param detail one line for people: names the culprit, and where to look; never a stack trace */
    static byte[] bytes(int status, String detail) {
        return Json.bytes(Json.object()
                .put("type", "about:blank")
                .put("title", HttpStatus.getMessage(status))
                .put("status", status)
                .put("detail", detail));
    }
}
