package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.cli.ReplayReport.Pair;
import io.fusebox.replay.Simulation;
import io.fusebox.replay.Simulation.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A {@link ReplayReport} for programs, written as the HTTP interface writes breakers. */
final class ReplayJson {
    private ReplayJson() {}

    static JsonNode of(ReplayReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("from", report.period().from().toString())
                .put("to", report.period().to().toString())
                .put("attempts", report.attempts())
                .put("attempts_left_out", report.leftOut());
        ArrayNode breakers = json.putArray("breakers");
        report.breakers().forEach((name, pair) -> {
            ObjectNode breaker = breakers.addObject().put("name", name.toString());
            put(breaker, pair);
        });
        return json;
    }

    private static void put(ObjectNode breaker, Pair pair) {
        breaker.set("present", pair.present().map(ReplayJson::of).orElseGet(JsonNodeFactory.instance::nullNode));
        breaker.set("candidate", pair.candidate().map(ReplayJson::of).orElseGet(JsonNodeFactory.instance::nullNode));
    }

    private static JsonNode of(Simulation simulation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("attempts", simulation.attempts())
                .put("attempts_assumed", simulation.assumed())
                .put("rejected", simulation.rejected())
                .put("rejected_share", Math.round(simulation.rejectedShare() * 1e6) / 1e6)
                .put("openings", simulation.openings())
                .put("reopenings", simulation.reopenings())
                .put("open_seconds", seconds(simulation.open()))
                .put("state_at_end", simulation.state().label());
        put(json, "first_opening", simulation.first());
        put(json, "last_opening", simulation.last());
        ArrayNode outages = json.putArray("outages");
        for (Outage outage : simulation.outages()) {
            ObjectNode entry = outages.addObject().put("from", outage.from().toString());
            put(entry, "until", outage.until());
            entry.put("cause", outage.cause().name());
        }
        return json;
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1e3;
    }

    private static void put(ObjectNode json, String field, Optional<Instant> time) {
        json.put(field, time.map(Instant::toString).orElse(null));
    }
}
