package io.fusebox.specs.world;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A record that somebody writes to one of Fusebox's topics.
 *
 * @param recordTime the record's own timestamp; otherwise the time of the day
 */
public record Input(
        String topic,
        Optional<byte[]> key,
        Optional<byte[]> value,
        Map<String, String> headers,
        Optional<Instant> recordTime) {

    public static Input request(String key, byte[] value) {
        return to(Life.TOPICS.requests(), key, value);
    }

    public static Input retry(String key, byte[] value) {
        return to(Life.TOPICS.retry(), key, value);
    }

    public static Input command(String key, byte[] value) {
        return to(Life.TOPICS.commands(), key, value);
    }

    private static Input to(String topic, String key, byte[] value) {
        return new Input(topic, Optional.of(key.getBytes(StandardCharsets.UTF_8)), Optional.of(value), Map.of(),
                Optional.empty());
    }

    public Input withoutKey() {
        return new Input(topic, Optional.empty(), value, headers, recordTime);
    }

    public Input withoutValue() {
        return new Input(topic, key, Optional.empty(), headers, recordTime);
    }

    public Input withHeader(String name, String text) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, text);
        return new Input(topic, key, value, Map.copyOf(more), recordTime);
    }

    public Input at(Instant time) {
        return new Input(topic, key, value, headers, Optional.of(time));
    }
}
