package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
    private static final ValueType<Duration> DURATION = ValueTypes.duration(Duration.ZERO, Duration.ofDays(365));
    private static final ValueType<Integer> SIZE = ValueTypes.size(0, Integer.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({ "0, PT0S", "250ms, PT0.25S", "10s, PT10S", "5m, PT5M", "24h, PT24H", "30d, PT720H", "1500ms, PT1.5S" })
    void durationsAreANumberAndAUnit(String text, Duration duration) {
        assertThat(DURATION.read().apply(text)).contains(duration);
        assertThat(DURATION.write().apply(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "10", "s", "1.5s", "10 s", "-1s", "10S", "10sec", "PT10S", "366d", "999999999999d",
        "9999999999999s" })
    void anythingElseIsNoDuration(String text) {
        assertThat(DURATION.read().apply(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "0, 0", "100, 100", "64KiB, 65536", "1MiB, 1048576", "1GiB, 1073741824", "1025, 1025" })
    void sizesAreBytesOrHaveAUnit(String text, int bytes) {
        assertThat(SIZE.read().apply(text)).contains(bytes);
        assertThat(SIZE.write().apply(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "KiB", "64K", "64KB", "64kib", "1.5MiB", "-1", "2GiB", "999999999999GiB" })
    void anythingElseIsNoSize(String text) {
        assertThat(SIZE.read().apply(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://a.example", "https://a.example:8443/base/", "HTTP://a.example",
        "http://[::1]:80" })
    void baseUrlsAreHttp(String text) {
        assertThat(ValueTypes.baseUrl().read().apply(text)).contains(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a.example", "ftp://a.example", "http://", "http://u:p@a.example",
        "http://a.example?q=1", "http://a.example#f", "http://a example", "http://a.example:0",
        "http://a.example:65536", "mailto:a@b.example" })
    void baseUrlsHaveNothingBesideHostPortAndPath(String text) {
        assertThat(ValueTypes.baseUrl().read().apply(text)).isEmpty();
    }
}
