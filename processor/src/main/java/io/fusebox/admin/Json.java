package io.fusebox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How values stand in answers: times in ISO 8601, spans in seconds, fractions with at most six decimals, what is absent as null. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static void put(ObjectNode json, String field, Optional<Instant> time) {
        json.put(field, time.map(Instant::toString).orElse(null));
    }

    static void putSeconds(ObjectNode json, String field, Optional<Duration> span) {
        json.put(field, span.map(Json::seconds).orElse(null));
    }

    static double seconds(Duration span) {
        return round(span.toNanos() / 1e9);
    }

    static double round(double number) {
        return Math.round(number * 1e6) / 1e6;
    }

    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
