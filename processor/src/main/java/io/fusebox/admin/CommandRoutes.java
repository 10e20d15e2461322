package io.fusebox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.board.Board;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Command.Task;
import io.fusebox.call.Command;
import io.fusebox.call.Operator;
import io.fusebox.call.Origin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** What operators can order. A command is written to the topic of commands, for whichever pod owns the breaker. */
final class CommandRoutes {
    static final String WHERE_TO_LOOK = "/breakers/{name}/reset, …/force-open, …/force-closed, …/release, /breakers/reset, /destinations/{name}/pause, …/resume, …/drain-now, …/cancel";
    private static final int PATIENCE_SECONDS = 10;

    private final Supplier<Board> board;
    private final OperatorDesk desk;
    private final Authorization authorization;
    private final InstantSource clock;

    CommandRoutes(Supplier<Board> board, OperatorDesk desk, Authorization authorization, InstantSource clock) {
        this.board = board;
        this.desk = desk;
        this.authorization = authorization;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.post("/breakers/reset", ctx -> turn(ctx, Command.Action.RESET, _ -> board.get().breakers().keySet()));
        for (Command.Action action : Command.Action.values()) {
            routes.post("/breakers/{name}/" + label(action),
                    ctx -> turn(ctx, action, latest -> List.of(named(ctx, latest))));
        }
        routes.post("/destinations/{name}/pause", ctx -> manage(ctx, OrderQuery::suspend));
        routes.post("/destinations/{name}/resume", ctx -> manage(ctx, OrderQuery::resume));
        routes.post("/destinations/{name}/drain-now", ctx -> manage(ctx, OrderQuery::drainNow));
        routes.post("/destinations/{name}/cancel", ctx -> manage(ctx, it -> OrderQuery.cancel(it, clock.instant())));
    }

    private interface Choice {
        Collection<BreakerName> of(Board latest);
    }

    private void turn(Context ctx, Command.Action action, Choice choice) {
        authorization.require(ctx);
        Collection<BreakerName> breakers = choice.of(board.get());
        Operator operator = operator(ctx);
        Instant now = clock.instant();
        List<CompletableFuture<ObjectNode>> given = new ArrayList<>();
        for (BreakerName breaker : breakers) {
            given.add(desk.give(new Command.Operate(action, breaker, operator, now))
                    .thenApply(origin -> answer(label(action), breaker.toString(), origin)));
        }
        answerWhenGiven(ctx, given);
    }

    private void manage(Context ctx, Function<Context, Task> task) {
        authorization.require(ctx);
        String name = ctx.pathParam("name");
        if (board.get().breakers().keySet().stream().noneMatch(breaker -> breaker.destination().equals(name))) {
            throw new NotFoundResponse(
                    "there is no destination '%s'; /breakers lists them".formatted(Problems.shorten(name)));
        }
        Command command = new Command.Manage(task.apply(ctx), name, operator(ctx), clock.instant());
        String label = ctx.path().substring(ctx.path().lastIndexOf('/') + 1);
        answerWhenGiven(ctx, List.of(desk.give(command).thenApply(origin -> answer(label, name, origin))));
    }

    private static void answerWhenGiven(Context ctx, List<CompletableFuture<ObjectNode>> given) {
        ctx.future(() -> CompletableFuture.allOf(given.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .handle((_, failure) -> {
                    if (failure != null) {
                        throw new ServiceUnavailableResponse(
                                "the brokers have not taken the command: it may or may not be obeyed; see this pod's log");
                    }
                    ObjectNode json = Json.object();
                    ArrayNode commands = json.putArray("commands");
                    given.forEach(command -> commands.add(command.join()));
                    ctx.status(HttpStatus.ACCEPTED).contentType("application/json").result(Json.bytes(json));
                    return json;
                }));
    }

    private static ObjectNode answer(String command, String name, Origin origin) {
        return Json.object()
                .put("command", command)
                .put("breaker", name)
                .put("topic", origin.topic())
                .put("partition", origin.partition())
                .put("offset", origin.offset());
    }

    private static BreakerName named(Context ctx, Board latest) {
        String name = ctx.pathParam("name");
        return latest.find(BreakerName.parse(name))
                .map(BreakerStatus::name)
                .orElseThrow(() -> AdminRoutes.noSuchBreaker(name));
    }

    /** From a body such as {@code {"by": "alice", "reason": "maintenance"}}; both may be absent, and so may the body. */
    private static Operator operator(Context ctx) {
        if (ctx.body().isBlank()) {
            return Operator.UNNAMED;
        }
        JsonNode json;
        try {
            json = Json.read(ctx.body());
        } catch (JsonProcessingException e) {
            throw new BadRequestResponse("the body is no JSON: " + e.getOriginalMessage());
        }
        if (!json.isObject()) {
            throw new BadRequestResponse("the body is no JSON object; write {\"by\": \"…\", \"reason\": \"…\"}");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!List.of("by", "reason").contains(name) || !json.get(name).isTextual()) {
                throw new BadRequestResponse(
                        "'%s' is not expected in the body; 'by' and 'reason' are, as text"
                                .formatted(Problems.shorten(name)));
            }
        }
        return new Operator(text(json, "by"), text(json, "reason"));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::textValue).map(Problems::shorten);
    }

    private static String label(Command.Action action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
