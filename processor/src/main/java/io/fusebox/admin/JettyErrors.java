package io.fusebox.admin;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what does not even become a request: a path that is none, a head that is too long. */
final class JettyErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        SecurityHeaders.ALL.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(ProblemJson.bytes(status, detail(status))), callback);
        return true;
    }

    private static String detail(int status) {
        return switch (status) {
            case 413 -> "the body is too large";
            case 414, 431 -> "the path and headers are too long";
            default -> status < 500 ? "the request is not one that this server takes" : "the request failed";
        };
    }
}
