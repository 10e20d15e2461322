package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({ "/v1/charges, /v1/charges", "/, /", "/v1/*, /v1/charges", "/v1/*, /v1/", "/v1/ch*s, /v1/charges",
        "/v1/*-*, /v1/a-b-c", "/*.json, /a.json", "/v1/charges/**, /v1/charges", "/v1/charges/**, /v1/charges/",
        "/v1/charges/**, /v1/charges/1/refunds/2", "/**, /", "/**, /a/b", "/v1/**/refund, /v1/refund",
        "/v1/**/refund, /v1/a/b/refund", "/v1/**/*/refund, /v1/a/refund", "/**/a/**/b, /x/a/y/a/z/b",
        "/a.b/[c], /a.b/[c]" })
    void matches(String pattern, String path) {
        assertThat(PathPattern.of(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "/v1/charges, /v1/charges/", "/v1/charges, /v1/Charges", "/v1/charges, /v1/chargesx", "/v1/*, /v1",
        "/v1/*, /v1/charges/1", "/v1/ch*s, /v1/ch/s", "/v1/charges/**, /v1/chargesback", "/v1/**/refund, /v1/refunds",
        "/v1/**/refund, /v1/a/refund/b", "/v1/**/*/refund, /v1/refund", "/a.b, /axb", "/v1/*-*, /v1/ab" })
    void doesNotMatch(String pattern, String path) {
        assertThat(PathPattern.of(pattern).matches(path)).isFalse();
    }

    /** Where an expression with backtracking would take for ever. */
    @Test
    void takesNoLongerForAPathThatWasMadeToTakeLong() {
        PathPattern stars = PathPattern.of("/" + "a*".repeat(90) + "b");
        PathPattern segments = PathPattern.of("/**/a".repeat(35) + "/b");

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(stars.matches("/" + "a".repeat(8_000))).isFalse();
            assertThat(segments.matches("/a".repeat(4_000))).isFalse();
        });
    }

    @Test
    void agreesWithAnExpressionThatSaysTheSame() {
        RandomGenerator random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = drawn(random, "/a", "/b", "/*", "/**", "/a*", "/*b");
            String path = drawn(random, "/a", "/b", "/ab", "/", "/aab");

            assertThat(PathPattern.of(pattern).matches(path)).as("%s on %s", pattern, path)
                    .isEqualTo(Pattern.matches(expression(pattern), path));
        }
    }

    private static String drawn(RandomGenerator random, String... segments) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(1, 6); left > 0; left--) {
            text.append(segments[random.nextInt(segments.length)]);
        }
        return text.toString();
    }

    private static String expression(String pattern) {
        return PathPattern.of(pattern)
                .segments()
                .stream()
                .map(segment -> segment.equals("**") ? "(/[^/]*)*" : "/" + segment.replace("*", "[^/]*"))
                .collect(Collectors.joining());
    }

    @Test
    void readsBackAsItWasWritten() {
        assertThat(PathPattern.of("/v1/**/refund/")).hasToString("/v1/**/refund/");
    }
}
