package io.fusebox.cli;

import io.fusebox.config.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time, as people say it: absolute, or by how far it is from now. */
sealed interface Moment {

    record At(Instant time) implements Moment {}

    record Away(Duration distance) implements Moment {}

    default Instant ahead(Instant now) {
        return switch (this) {
            case At(Instant time) -> time;
            case Away(Duration distance) -> now.plus(distance);
        };
    }

    default Instant ago(Instant now) {
        return switch (this) {
            case At(Instant time) -> time;
            case Away(Duration distance) -> now.minus(distance);
        };
    }

    /** Reads one from the command line. */
    final class Option implements ITypeConverter<Moment> {

        @Override
        public Moment convert(String text) {
            return Durations.read(text).<Moment>map(Away::new).orElseGet(() -> new At(instant(text)));
        }

        private static Instant instant(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                throw new TypeConversionException("'%s' is no time; write 2026-01-31T12:00:00Z, or how far from now: %s"
                        .formatted(text, Durations.EXAMPLES));
            }
        }
    }
}
