package io.fusebox.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** So many in a second. */
record Rate(int perSecond) {

    /** When the n-th, counted from 0, is due. */
    Duration due(long n) {
        return Duration.ofNanos(Math.multiplyExact(n, 1_000_000_000L) / perSecond);
    }

    /** Reads one from the command line. */
    static final class Option implements ITypeConverter<Rate> {
        private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,6})(/s)?");

        @Override
        public Rate convert(String text) {
            Matcher parts = RATE.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("'%s' is no rate; write 100/s".formatted(text));
            }
            return new Rate(Integer.parseInt(parts.group(1)));
        }
    }
}
