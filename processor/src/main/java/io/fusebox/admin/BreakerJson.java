package io.fusebox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.breaker.BreakerMetrics;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.LastFailure;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A breaker's status as JSON. The field names are a contract. */
final class BreakerJson {
    private BreakerJson() {}

    /** As in the list of all. */
    static ObjectNode brief(BreakerStatus breaker, Instant now) {
        ObjectNode json = Json.object();
        json.put("name", breaker.name().toString());
        json.put("destination", breaker.name().destination());
        json.put("operation", breaker.name().operation().orElse(null));
        json.put("state", breaker.state().label());
        json.put("health_score", Json.round(breaker.metrics().healthScore()));
        json.put("parked", breaker.parked());
        Json.put(json, "parked_oldest", breaker.parkedOldest());
        json.put("in_flight", breaker.inFlight());
        Json.put(json, "open_until", breaker.openUntil());
        Json.putSeconds(json, "next_probe_in", breaker.nextProbeIn(now));
        Json.put(json, "paused_until", breaker.pause().flatMap(Pause::end));
        json.put("paused_by", breaker.pause().map(pause -> pause.by().label()).orElse(null));
        json.put("pause_reason", breaker.pause().map(Pause::why).orElse(null));
        json.put("owner", breaker.owner());
        json.put("updated_at", breaker.at().toString());
        json.set("metrics", metrics(breaker.metrics()));
        return json;
    }

    /** As by itself. */
    static ObjectNode full(BreakerStatus breaker, Instant now) {
        ObjectNode json = brief(breaker, now);
        json.set("last_failure", breaker.metrics().lastFailure().map(BreakerJson::lastFailure).orElse(null));
        json.set("policy", values(breaker.policy()));
        json.set("state_changes", stateChanges(breaker.stateChanges()));
        return json;
    }

    /** Of its destination: what may be told to whoever reaches the port, so no address, which may hold a token, and no header. */
    static ObjectNode settings(Map<String, PolicyValue> settings) {
        Map<String, PolicyValue> shown = new TreeMap<>(settings);
        shown.keySet()
                .removeIf(key -> key.equals("base-url") || key.startsWith("headers.") || key.contains("breaker."));
        return values(shown);
    }

    private static ObjectNode values(Map<String, PolicyValue> values) {
        ObjectNode json = Json.object();
        new TreeMap<>(values).forEach(
                (key, value) -> json.putObject(key).put("value", value.value()).put("origin", value.origin()));
        return json;
    }

    /** As in the health of all. */
    static ObjectNode metricsWithChanges(BreakerStatus breaker) {
        ObjectNode json = metrics(breaker.metrics());
        json.set("state_changes", stateChanges(breaker.stateChanges()));
        return json;
    }

    private static ObjectNode metrics(BreakerMetrics metrics) {
        ObjectNode json = Json.object();
        json.put("state", metrics.state().label());
        json.put("failure_count", metrics.failureCount());
        json.put("success_count", metrics.successCount());
        json.put("total_requests", metrics.totalRequests());
        json.put("total_successes", metrics.totalSuccesses());
        json.put("total_failures", metrics.totalFailures());
        json.put("total_rejections", metrics.totalRejections());
        Json.put(json, "last_failure_time", metrics.lastFailureTime());
        json.put("failure_rate", Json.round(metrics.failureRate()));
        json.put("success_rate", Json.round(metrics.successRate()));
        json.put("average_response_time", Json.seconds(metrics.averageResponseTime()));
        json.put("throughput", Json.round(metrics.throughput()));
        json.put("availability", Json.round(metrics.availability()));
        json.put("health_score", Json.round(metrics.healthScore()));
        return json;
    }

    private static ArrayNode stateChanges(List<StateChange> changes) {
        ArrayNode json = Json.array();
        changes.forEach(change -> json.add(stateChange(change)));
        return json;
    }

    private static ObjectNode stateChange(StateChange change) {
        ObjectNode json = Json.object();
        json.put("sequence", change.sequence());
        json.put("from", change.from().label());
        json.put("to", change.to().label());
        json.put("cause", change.cause().name());
        json.put("at", change.at().toString());
        Json.put(json, "open_until", change.openUntil());
        json.put("consecutive_opens", change.consecutiveOpens());
        json.put("shadow", change.shadow());
        return json;
    }

    static ObjectNode lastFailure(LastFailure failure) {
        return Json.object()
                .put("at", failure.at().toString())
                .put("kind", failure.kind())
                .put("message", failure.message());
    }

    /** For whoever reads an alert: what happened last, and when it will be tried again. */
    static ObjectNode circumstances(BreakerStatus breaker, Optional<StateChange> opening, Instant now) {
        ObjectNode json = Json.object();
        json.put("state", breaker.state().label());
        json.put("cause", opening.map(change -> change.cause().name()).orElse(null));
        json.put("consecutive_opens", opening.map(StateChange::consecutiveOpens).orElse(null));
        json.put("shadow", opening.map(StateChange::shadow).orElse(false));
        Json.put(json, "open_until", breaker.openUntil());
        Json.putSeconds(json, "next_probe_in", breaker.nextProbeIn(now));
        json.put("parked", breaker.parked());
        json.put("failure_rate", Json.round(breaker.metrics().failureRate()));
        json.set("last_failure", breaker.metrics().lastFailure().map(BreakerJson::lastFailure).orElse(null));
        return json;
    }
}
