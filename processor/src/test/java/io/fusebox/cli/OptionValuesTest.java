package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void aMomentIsAbsoluteOrADistance() {
        Moment.Option option = new Moment.Option();

        assertThat(option.convert("10m").ago(NOW)).isEqualTo("2026-01-31T11:50:00Z");
        assertThat(option.convert("10m").ahead(NOW)).isEqualTo("2026-01-31T12:10:00Z");
        assertThat(option.convert("2026-01-01T00:00:00Z").ago(NOW)).isEqualTo("2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "10", "-5s", "1h30m", "soon" })
    void whatIsNoDurationIsTold(String text) {
        assertThatThrownBy(() -> new DurationOption().convert(text))
                .hasMessage("'%s' is no duration; write 250ms, 10s, 5m, 24h or 30d", text);
    }

    @Test
    void aRateSpreadsCallsEvenly() {
        Rate rate = new Rate.Option().convert("200/s");

        assertThat(rate.due(0)).isZero();
        assertThat(rate.due(50)).isEqualTo(Duration.ofMillis(250));
        assertThat(new Rate.Option().convert("200")).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0/s", "-1", "1/m", "fast" })
    void whatIsNoRateIsTold(String text) {
        assertThatThrownBy(() -> new Rate.Option().convert(text)).hasMessage("'%s' is no rate; write 100/s", text);
    }
}
