package io.fusebox.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are written, in the configuration and on the command line. */
public final class Durations {
    public static final String EXAMPLES = "250ms, 10s, 5m, 24h or 30d";
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

    private Durations() {}

    /** Empty where the text is none. */
    public static Optional<Duration> read(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher parts = DURATION.matcher(text);
        return parts.matches()
                ? Optional.of(Duration.ofMillis(Long.parseLong(parts.group(1)) * millisIn(parts.group(2))))
                : Optional.empty();
    }

    private static long millisIn(String unit) {
        return switch (unit) {
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1;
        };
    }

    /** In the largest unit that it is a whole number of; hours up to two days, as people write them. */
    public static String write(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0";
        }
        String unit = List.of("d", "h", "m", "s", "ms")
                .stream()
                .filter(it -> millis % millisIn(it) == 0 && (!it.equals("d") || millis > 2 * millisIn(it)))
                .findFirst()
                .orElseThrow();
        return millis / millisIn(unit) + unit;
    }
}
