package io.fusebox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.board.Alerts;
import io.fusebox.board.Board;
import io.fusebox.board.Overview;
import io.fusebox.call.BreakerName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotAcceptableResponse;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be asked. Everything is computed from what is in memory, at the time of the request. */
final class AdminRoutes {
    static final String WHERE_TO_LOOK = "/breakers, /breakers/{name}, /health/circuit-breakers, /alerts, /livez, /readyz, /metrics";
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int UP = 200;
    private static final int DOWN = 503;

    private final Supplier<Board> board;
    private final HealthSource health;
    private final Supplier<String> metrics;
    private final SettingsSource settings;
    private final InstantSource clock;

    AdminRoutes(Supplier<Board> board, HealthSource health, Supplier<String> metrics, SettingsSource settings,
            InstantSource clock) {
        this.board = board;
        this.health = health;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        // Probes are answered whatever they accept: a probe looks at the status alone.
        get(routes, "/livez", this::livez);
        get(routes, "/readyz", this::readyz);
        get(routes, "/metrics", whoAccepts(TEXT, this::metrics));
        get(routes, "/breakers", whoAccepts(JSON, this::breakers));
        get(routes, "/breakers/{name}", whoAccepts(JSON, this::breaker));
        get(routes, "/health/circuit-breakers", whoAccepts(JSON, this::fleetHealth));
        get(routes, "/alerts", whoAccepts(JSON, this::alerts));
    }

    /** HEAD runs the same handler, so that it answers with the same status and headers (RFC 9110, section 9.3.2). */
    private static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static Handler whoAccepts(String type, Handler handler) {
        return ctx -> {
            if (!AcceptHeader.allows(Optional.ofNullable(ctx.header("Accept")), type)) {
                throw new NotAcceptableResponse("this is %s, which the request does not accept".formatted(type));
            }
            handler.handle(ctx);
        };
    }

    private void livez(Context ctx) {
        HealthSource.Liveness liveness = health.liveness();
        ObjectNode json = status(liveness.live()).put("reason", liveness.reason());
        ctx.status(liveness.live() ? UP : DOWN);
        answer(ctx, json);
    }

    private void readyz(Context ctx) {
        HealthSource.Readiness readiness = health.readiness();
        ObjectNode json = status(readiness.ready());
        ArrayNode components = json.putArray("components");
        readiness.components()
                .forEach(check -> components.addObject()
                        .put("name", check.name())
                        .put("up", check.up())
                        .put("detail", check.detail()));
        ctx.status(readiness.ready() ? UP : DOWN);
        answer(ctx, json);
    }

    private static ObjectNode status(boolean up) {
        return Json.object().put("status", up ? "up" : "down");
    }

    private void metrics(Context ctx) {
        byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
        ctx.contentType(PROMETHEUS).result(text);
    }

    private void breakers(Context ctx) {
        answer(ctx, BoardJson.breakers(board.get(), clock.instant()));
    }

    private void breaker(Context ctx) {
        String name = ctx.pathParam("name");
        BreakerName breaker = BreakerName.parse(name);
        ObjectNode json = BoardJson.breaker(board.get(), breaker, clock.instant())
                .orElseThrow(() -> noSuchBreaker(name));
        json.set("settings", BreakerJson.settings(settings.of(breaker.destination())));
        answer(ctx, json);
    }

    static NotFoundResponse noSuchBreaker(String name) {
        return new NotFoundResponse(
                "there is no breaker '%s'; /breakers lists them, and a slash in a name is written %%2F in the path"
                        .formatted(Problems.shorten(name)));
    }

    private void fleetHealth(Context ctx) {
        Board latest = board.get();
        Overview overview = Overview.of(latest);
        ObjectNode json = Json.object().put("status", overview.health().label());
        BoardJson.putStaleSince(json, latest);
        ObjectNode breakers = json.putObject("breakers");
        overview.breakers()
                .forEach(breaker -> breakers.set(breaker.name().toString(), BreakerJson.metricsWithChanges(breaker)));
        answer(ctx, json);
    }

    private void alerts(Context ctx) {
        answer(ctx, AlertJson.of(Alerts.of(board.get(), Alerts.FAILURE_RATE), clock.instant()));
    }

    private static void answer(Context ctx, JsonNode json) {
        ctx.contentType(JSON).result(Json.bytes(json));
    }
}
