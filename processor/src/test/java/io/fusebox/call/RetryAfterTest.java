package io.fusebox.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:48:37Z");

    @ParameterizedTest
    @ValueSource(strings = { "60", " 60 ", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994" })
    void isReadInAllFormsOfTheRfc(String value) {
        assertThat(RetryAfter.of(answer(429, Map.of("retry-after", value)), NOW)).contains(Duration.ofMinutes(1));
    }

    @Test
    void aDateIsHeldAgainstTheAnswersOwn() {
        Map<String, String> anHourAhead = Map.of("retry-after", "Sun, 06 Nov 1994 09:49:37 GMT", "date",
                "Sun, 06 Nov 1994 09:48:37 GMT");

        assertThat(RetryAfter.of(answer(503, anHourAhead), NOW)).contains(Duration.ofMinutes(1));
    }

    @Test
    void aDateThatHasPassedMeansNow() {
        assertThat(RetryAfter.of(answer(429, Map.of("retry-after", "Sat, 05 Nov 1994 08:49:37 GMT")), NOW))
                .contains(Duration.ZERO);
    }

    @Test
    void aYearOfTwoDigitsIsNotLongAgo() {
        Instant now = Instant.parse("2026-11-05T08:49:37Z");

        assertThat(RetryAfter.of(answer(429, Map.of("retry-after", "Friday, 06-Nov-26 08:49:37 GMT")), now))
                .contains(Duration.ofDays(1));
    }

    @Test
    void aNumberThatIsTooLongForANumberMeansVeryLong() {
        assertThat(RetryAfter.of(answer(429, Map.of("retry-after", "9".repeat(60))), NOW).orElseThrow())
                .isGreaterThan(Duration.ofDays(36_000));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-1", "1.5", "soon", "1h", "2026-01-01T00:00:00Z", "Sun, 06 Nov 1994 08:49:37 CET",
        "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "٣" })
    void isNothingElse(String value) {
        assertThat(RetryAfter.of(answer(429, Map.of("retry-after", value)), NOW)).isEmpty();
        assertThat(RetryAfter.isIn(answer(429, Map.of("retry-after", value)))).isFalse();
    }

    @Test
    void isReadNoFurtherThanItCanReach() {
        assertThat(RetryAfter.of(answer(429, Map.of("retry-after", "1".repeat(100_000))), NOW)).isEmpty();
    }

    @Test
    void saysNothingWithAnotherStatus() {
        assertThat(RetryAfter.of(answer(500, Map.of("retry-after", "60")), NOW)).isEmpty();
        assertThat(RetryAfter.of(answer(429, Map.of()), NOW)).isEmpty();
    }

    private static Response answer(int status, Map<String, String> headers) {
        return new Response(status, headers, Payload.EMPTY, false);
    }
}
