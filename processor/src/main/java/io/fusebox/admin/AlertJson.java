package io.fusebox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.board.Alert;
import io.fusebox.breaker.BreakerMetrics;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.Pause;
import java.time.Instant;
import java.util.List;

/** Alerts as JSON. The field names are a contract. */
final class AlertJson {
    private AlertJson() {}

    static ArrayNode of(List<Alert> alerts, Instant now) {
        ArrayNode json = Json.array();
        alerts.forEach(alert -> json.add(of(alert, now)));
        return json;
    }

    private static ObjectNode of(Alert alert, Instant now) {
        ObjectNode json = Json.object();
        json.put("severity", alert.severity().label());
        switch (alert) {
            case Alert.CircuitOpen open -> {
                json.put("type", "circuit_open");
                json.put("breaker", open.breaker().name().toString());
                json.put("message", open.message());
                json.set("details", BreakerJson.circumstances(open.breaker(), open.opening(), now));
                json.put("since", open.since().toString());
            }
            case Alert.DestinationPaused(BreakerStatus breaker, Pause pause) -> {
                json.put("type", "destination_paused");
                json.put("breaker", breaker.name().toString());
                json.put("message", alert.message());
                ObjectNode details = json.putObject("details");
                details.put("paused_by", pause.by().label());
                Json.put(details, "paused_until", pause.end());
                details.put("pause_reason", pause.why());
                details.put("parked", breaker.parked());
            }
            case Alert.HighFailureRate failing -> {
                json.put("type", "high_failure_rate");
                json.put("breaker", failing.breaker().name().toString());
                json.put("message", failing.message());
                json.put("threshold", failing.threshold());
                json.set("details", rates(failing.breaker().metrics()));
            }
            case Alert.BoardStale stale -> {
                json.put("type", "board_stale");
                json.putNull("breaker");
                json.put("message", stale.message());
                json.set("details", Json.object());
                json.put("since", stale.since().toString());
            }
            case Alert.InvalidPolicy invalid -> {
                json.put("type", "invalid_policy");
                json.putNull("breaker");
                json.put("message", invalid.message());
                json.set("details", Json.object()
                        .put("destination", invalid.destination())
                        .put("reason", invalid.reason()));
                json.put("since", invalid.since().toString());
            }
        }
        return json;
    }

    private static ObjectNode rates(BreakerMetrics metrics) {
        ObjectNode json = Json.object();
        json.put("state", metrics.state().label());
        json.put("failure_rate", Json.round(metrics.failureRate()));
        json.put("failure_count", metrics.failureCount());
        json.put("success_count", metrics.successCount());
        json.set("last_failure", metrics.lastFailure().map(BreakerJson::lastFailure).orElse(null));
        return json;
    }
}
