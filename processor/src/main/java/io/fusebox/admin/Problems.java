package io.fusebox.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what went wrong while a request was handled. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int SHOWN = 200;

    private final String whereToLook;

    /** @param whereToLook for a path that does not exist */
    Problems(String whereToLook) {
        this.whereToLook = whereToLook;
    }

    void register(RoutesConfig routes) {
        routes.exception(EndpointNotFound.class, (_, ctx) -> answer(ctx, HttpStatus.NOT_FOUND.getCode(),
                "there is nothing at %s; there is %s".formatted(shorten(ctx.path()), whereToLook)));
        routes.exception(MethodNotAllowedResponse.class, (e, ctx) -> otherMethods(ctx, e));
        routes.exception(HttpResponseException.class,
                (e, ctx) -> answer(ctx, e.getStatus(), String.valueOf(e.getMessage())));
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.atError()
                    .addKeyValue("method", ctx.method())
                    .addKeyValue("path", shorten(ctx.path()))
                    .setCause(e)
                    .log("A request failed");
            answer(ctx, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "the request failed; this pod's log tells why");
        });
    }

    /** The path exists. {@code OPTIONS} asks what can be done with it, any other method is not among that. */
    private static void otherMethods(Context ctx, MethodNotAllowedResponse e) {
        String allowed = String.join(", ", e.getDetails().values()) + ", " + HandlerType.OPTIONS;
        ctx.header("Allow", allowed);
        if (ctx.method().equals(HandlerType.OPTIONS)) {
            ctx.status(HttpStatus.NO_CONTENT);
        } else {
            answer(ctx, HttpStatus.METHOD_NOT_ALLOWED.getCode(),
                    "%s is not for this path, only %s".formatted(shorten(ctx.method().name()), allowed));
        }
    }

    private static void answer(Context ctx, int status, String detail) {
        ctx.status(status).contentType(ProblemJson.CONTENT_TYPE).result(ProblemJson.bytes(status, detail));
    }

    static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
