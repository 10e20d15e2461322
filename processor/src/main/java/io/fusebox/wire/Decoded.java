package io.fusebox.wire;

import java.util.function.Function;

/** What came of reading a record's bytes. */
public sealed interface Decoded<T> {

    record Read<T>(T value) implements Decoded<T> {}

    /**
     * No later try can read it.
     *
     * @param reason for people: names the culprit and the mend, never the content
     */
    record Malformed<T>(String reason) implements Decoded<T> {}

    /**
     * The registry has not told its schema yet: it may be read later.
     *
     * @param reason for people: why not
     */
    record NotYet<T>(String reason) implements Decoded<T> {}

    /** Goes on with what was read. */
    default <R> Decoded<R> map(Function<T, R> next) {
        return switch (this) {
            case Read<T>(T value) -> new Read<>(next.apply(value));
            case Malformed<T>(String reason) -> new Malformed<>(reason);
            case NotYet<T>(String reason) -> new NotYet<>(reason);
        };
    }
}
