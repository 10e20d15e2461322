package io.fusebox.admin;

import io.fusebox.call.Command.Task;
import io.fusebox.call.ParkReason;
import io.fusebox.call.ParkedFilter;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is asked of a destination, as the query of a request says it: {@code ?operation=write&older-than=3600}. */
final class OrderQuery {
    private final Map<String, List<String>> parameters;

    /**
     * @param known a mistyped filter would widen what is meant, so no other is taken
     * @throws BadRequestResponse where there are others
     */
    private OrderQuery(Context ctx, String... known) {
        parameters = ctx.queryParamMap();
        parameters.keySet().stream().filter(name -> !List.of(known).contains(name)).findFirst().ifPresent(name -> {
            throw new BadRequestResponse("'%s' is not expected in the query; %s"
                    .formatted(Problems.shorten(name), known.length == 0 ? "nothing is"
                            : "what may be there: " + String.join(", ", known)));
        });
    }

    /** {@code ?seconds=1800}; without, until it is resumed. */
    static Task suspend(Context ctx) {
        return new Task.Suspend(new OrderQuery(ctx, "seconds").seconds("seconds"));
    }

    static Task resume(Context ctx) {
        new OrderQuery(ctx);
        return new Task.Resume();
    }

    static Task drainNow(Context ctx) {
        OrderQuery query = new OrderQuery(ctx, "operation", "scheduled");
        boolean scheduled = query.one("scheduled").map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unexpected("scheduled", text, "true or false");
        }).orElse(false);
        return new Task.DrainNow(query.one("operation"), scheduled);
    }

    static Task cancel(Context ctx, Instant now) {
        OrderQuery query = new OrderQuery(ctx, "operation", "id", "reason-parked", "older-than");
        return new Task.Cancel(new ParkedFilter(query.one("operation"),
                new LinkedHashSet<>(query.parameters.getOrDefault("id", List.of())),
                query.one("reason-parked").map(OrderQuery::reason), query.seconds("older-than").map(now::minus)));
    }

    private static ParkReason reason(String text) {
        return Arrays.stream(ParkReason.values())
                .filter(reason -> label(reason).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unexpected("reason-parked", text,
                        "one of " + String.join(", ",
                                Arrays.stream(ParkReason.values()).map(OrderQuery::label).toList())));
    }

    private static String label(ParkReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private Optional<Duration> seconds(String name) {
        return one(name).map(text -> {
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw unexpected(name, text, "a whole number from 1");
            }
            return Duration.ofSeconds(Long.parseLong(text));
        });
    }

    private Optional<String> one(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new BadRequestResponse("'%s' is there %d times; it is expected once".formatted(name, values.size()));
        }
        return values.stream().findFirst();
    }

    private static BadRequestResponse unexpected(String name, String text, String expected) {
        return new BadRequestResponse(
                "'%s' is '%s'; %s is expected".formatted(name, Problems.shorten(text), expected));
    }
}
