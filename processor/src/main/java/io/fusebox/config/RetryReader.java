package io.fusebox.config;

import io.fusebox.call.OutcomeList;
import io.fusebox.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The section {@code retry}. */
final class RetryReader {
    private static final ValueType<Duration> WAIT = ValueTypes.duration(Duration.ofMillis(1), Duration.ofDays(30));
    private static final ValueType<Duration> AGE = ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(365));
    private static final ValueType<Integer> ATTEMPTS = ValueTypes.integer(1, 1_000);
    private static final ValueType<Profile> PROFILE = new ValueType<>("one of api, webhook", "", Profile::read,
            ValueTypes::lowerCase);

    /** What is retried, where {@code on} does not say it. */
    private enum Profile {
        API, WEBHOOK;

        /** {@code standard} is what {@code api} was called first. */
        static Optional<Profile> read(String text) {
            return switch (text) {
                case "api", "standard" -> Optional.of(API);
                case "webhook" -> Optional.of(WEBHOOK);
                default -> Optional.empty();
            };
        }

        OutcomeList on() {
            return switch (this) {
                case API -> RetryPolicy.DEFAULT_ON;
                case WEBHOOK -> RetryPolicy.WEBHOOK_ON;
            };
        }
    }

    private RetryReader() {}

    /** @param levels of the section itself */
    static RetryPolicy read(Levels levels) {
        RetryPolicy standard = RetryPolicy.STANDARD;
        Duration initial = levels.get("initial", WAIT, standard.initial());
        Duration max = levels.get("max", WAIT, standard.max());
        if (initial.compareTo(max) > 0) {
            levels.own()
                    .problem("initial",
                            "%s is more than max, which is %s; lower it, or raise the other".formatted(
                                    Durations.write(initial),
                                    Durations.write(max)));
        }
        int maxAttempts = levels.get("max-attempts", ATTEMPTS, standard.maxAttempts());
        return new RetryPolicy(initial, max, maxAttempts,
                levels.get("ordered-max-attempts", ATTEMPTS, maxAttempts),
                levels.get("max-age", AGE, standard.maxAge()),
                levels.get("schedule-max", AGE, standard.scheduleMax()),
                on(levels),
                levels.get("never", ValueTypes.outcomes(), standard.never()));
    }

    /** A list is more exact than a profile, but only on the same level. */
    private static OutcomeList on(Levels levels) {
        List<Settings> mostSpecificFirst = levels.below()
                .map(defaults -> List.of(levels.own(), defaults))
                .orElse(List.of(levels.own()));
        return mostSpecificFirst.stream()
                .map(RetryReader::on)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Profile.API.on());
    }

    private static Optional<OutcomeList> on(Settings retry) {
        Optional<OutcomeList> list = retry.find("on", ValueTypes.outcomes());
        Optional<OutcomeList> profile = retry.find("profile", PROFILE).map(Profile::on);
        return list.or(() -> profile);
    }
}
