package io.fusebox.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The field {@code Retry-After} (RFC 9110, section 10.2.3) of an answer with 429 (RFC 6585, section 4) or 503: seconds, or one of the
 * three forms of a date (RFC 9110, section 5.6.7), which is held against the answer's own {@code Date} where it has one, for its
 * sender's clock may be another than ours.
 */
public final class RetryAfter {
    private static final String FIELD = "retry-after";
    private static final String DATE = "date";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;
    /** Of what is looked at, in characters. */
    private static final int LONGEST = 64;
    /** What nobody waits for longer than: the limits that operators set are far below. */
    private static final Duration MOST = Duration.ofDays(36_500);
    private static final int MOST_DIGITS = 10;
    private static final DateTimeFormatter FIXDATE = form("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss yyyy");

    private RetryAfter() {}

    /**
     * How long to wait from now on; never shorter than asked for, and never negative. Empty where the answer does not say it, or not in a
     * way that the RFC knows.
     */
    public static Optional<Duration> of(Response answer, Instant now) {
        if (answer.status() != TOO_MANY_REQUESTS && answer.status() != SERVICE_UNAVAILABLE) {
            return Optional.empty();
        }
        return field(answer, FIELD).flatMap(value -> seconds(value).or(() -> until(value, answer, now)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    /** Whether the answer says it. */
    public static boolean isIn(Response answer) {
        return of(answer, Instant.EPOCH).isPresent();
    }

    private static Optional<Duration> until(String value, Response answer, Instant now) {
        return date(value, now).map(at -> {
            Instant sent = field(answer, DATE).flatMap(date -> date(date, now)).orElse(now);
            return Duration.between(sent, at);
        });
    }

    private static Optional<String> field(Response answer, String name) {
        return Optional.ofNullable(answer.headers().get(name)).map(String::strip).filter(it -> it.length() <= LONGEST);
    }

    private static Optional<Duration> seconds(String value) {
        if (value.isEmpty() || !value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.empty();
        }
        return Optional.of(value.length() > MOST_DIGITS ? MOST : Duration.ofSeconds(Long.parseLong(value)));
    }

    private static Optional<Instant> date(String value, Instant now) {
        for (DateTimeFormatter form : forms(now)) {
            try {
                return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException _) {
                // Another form, or none.
            }
        }
        return Optional.empty();
    }

    /** {@code Sun, 06 Nov 1994 08:49:37 GMT}, {@code Sunday, 06-Nov-94 08:49:37 GMT}, {@code Sun Nov  6 08:49:37 1994}. */
    private static List<DateTimeFormatter> forms(Instant now) {
        return List.of(FIXDATE, rfc850(now), ASCTIME);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }

    /** Of years with the same last two digits it is the latest that is no more than 50 years ahead. */
    private static DateTimeFormatter rfc850(Instant now) {
        return new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, now.atOffset(ZoneOffset.UTC).getYear() - 49)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US);
    }
}
