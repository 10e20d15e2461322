package io.fusebox.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a value is written.
 *
 * @param range completes "expected …"
 * @param examples of it, where it needs them; else empty
 * @param read empty where the text is no such value
 * @param write what reads back as the value
 */
record ValueType<T>(String range, String examples, Function<String, Optional<T>> read, Function<T, String> write) {

    private static final String OFF = "off";

    String expected() {
        return examples.isEmpty() ? range : range + ", such as " + examples;
    }

    /** The same, or {@code off}. */
    ValueType<Optional<T>> orOff() {
        return new ValueType<>(range + ", or off", examples, this::readOrOff, value -> value.map(write).orElse(OFF));
    }

    @SuppressWarnings("OptionalMapToOptional") // There are three cases: no such value, off, and a value.
    private Optional<Optional<T>> readOrOff(String text) {
        return text.equals(OFF) ? Optional.of(Optional.empty()) : read.apply(text).map(Optional::of);
    }
}
