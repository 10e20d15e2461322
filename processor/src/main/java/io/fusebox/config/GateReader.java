package io.fusebox.config;

import io.fusebox.call.OutcomeList;
import io.fusebox.gate.GatePolicy;
import io.fusebox.gate.PauseRules;
import io.fusebox.gate.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of a destination that say how often it is called. */
final class GateReader {
    private static final int MANY = 1_000_000;
    private static final int MOST = 10_000;
    private static final Duration LONGEST_PERIOD = Duration.ofDays(1);
    private static final Pattern RATE = Pattern.compile("([0-9]{1,7})/([0-9]{0,6})(ms|s|m|h|d)");
    private static final Pattern NUMBERS = Pattern.compile("(?:([0-9]{1,6})\\.\\.)?([0-9]{1,6})");
    private static final String BURST = "rate-burst";

    /**
     * Attempts under way at once.
     *
     * @param least where their number is adapted to the destination
     */
    record Places(Optional<Integer> least, int most) {}

    static final ValueType<Places> PLACES = new ValueType<>(
            "a whole number from 1 to %d, or two of them".formatted(MOST),
            "64 or 4..64", GateReader::places,
            places -> places.least().map(least -> least + "..").orElse("") + places.most());

    /** Without a burst. */
    private static final ValueType<Rate> RATES = new ValueType<>(
            "1 to %,d calls per period of 1ms to 1d".formatted(MANY),
            "200/s, 1000/m or 20/10s", GateReader::rate,
            rate -> "%d/%s".formatted(rate.permits(), Durations.write(rate.period())));
    private static final int LONGEST_RUN = 1_000;
    private static final ValueType<List<String>> STATUSES = ValueTypes.list("a list of HTTP statuses", "[410]",
            "[1-5][0-9][0-9]");
    private static final ValueType<Duration> RETRY_AFTER_MAX = ValueTypes.duration(Duration.ZERO, Duration.ofDays(30));

    private GateReader() {}

    /** @param places as {@code concurrency} says */
    static GatePolicy read(Levels levels, Places places) {
        Optional<Rate> even = levels.get("rate", RATES.orOff(), Optional.empty());
        Optional<Integer> burst = levels.get(BURST, ValueTypes.integer(1, MANY).orOff(), Optional.empty());
        if (burst.isPresent() && even.isEmpty() && levels.own().isWritten(BURST)) {
            levels.own().problem(BURST, "stands without a rate; expected rate beside it, such as " + RATES.examples());
        }
        return new GatePolicy(places.least(), even.map(rate -> burst.map(rate::withBurst).orElse(rate)),
                levels.section("retry")
                        .get("retry-after-max", RETRY_AFTER_MAX,
                                GatePolicy.STANDARD.retryAfterMax()),
                pauseOn(levels.section("pause-on")));
    }

    private static PauseRules pauseOn(Levels levels) {
        return new PauseRules(OutcomeList.parse(levels.get("statuses", STATUSES, List.of())),
                levels.get("unauthorized-run", ValueTypes.integer(1, LONGEST_RUN).orOff(), Optional.empty()));
    }

    private static Optional<Places> places(String text) {
        Matcher parts = NUMBERS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Integer> least = Optional.ofNullable(parts.group(1)).map(Integer::valueOf);
        int most = Integer.parseInt(parts.group(2));
        return Optional.of(new Places(least, most))
                .filter(it -> most <= MOST && it.least().orElse(1) >= 1
                        && it.least().orElse(1) <= most);
    }

    private static Optional<Rate> rate(String text) {
        Matcher parts = RATE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int permits = Integer.parseInt(parts.group(1));
        String count = parts.group(2).isEmpty() ? "1" : parts.group(2);
        return Durations.read(count + parts.group(3))
                .filter(period -> permits > 0 && permits <= MANY && period.isPositive()
                        && period.compareTo(LONGEST_PERIOD) <= 0)
                .map(period -> Rate.of(permits, period));
    }
}
