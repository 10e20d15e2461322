package io.fusebox.cli;

import io.fusebox.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration on the command line, written as in the configuration. */
final class DurationOption implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return Durations.read(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is no duration; write %s".formatted(text, Durations.EXAMPLES)));
    }
}
