package io.fusebox.specs.world;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A record that Fusebox wrote.
 *
 * @param value as the application reads it
 * @param size of the value in bytes
 */
public record Output<T>(String key, T value, Map<String, String> headers, int size) {
    static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
