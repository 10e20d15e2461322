package io.fusebox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoScheduleTest {
    private final DemoSchedule schedule = new DemoSchedule(Duration.ofSeconds(40));

    @ParameterizedTest
    @CsvSource({ "-1, false", "0, false", "7999, false", "8000, true", "22999, true", "23000, false", "39999, false",
        "40000, false", "48000, true", "62999, true", "63000, false", "4008000, true" })
    void emailIsDownForTheSamePartOfEveryCycle(long millis, boolean down) {
        assertThat(schedule.isEmailDown(Duration.ofMillis(millis))).isEqualTo(down);
    }

    @Test
    void aShortCycleHasTheSameShape() {
        DemoSchedule brief = new DemoSchedule(Duration.ofSeconds(10));

        assertThat(brief.emailDownFrom()).hasSeconds(2);
        assertThat(brief.emailDownUntil()).hasMillis(5_750);
        assertThat(brief.isEmailDown(Duration.ofMillis(5_749))).isTrue();
        assertThat(brief.isEmailDown(Duration.ofMillis(5_750))).isFalse();
    }

    @Test
    void aCycleIsLongEnoughForTheStory() {
        assertThatThrownBy(() -> new DemoSchedule(Duration.ofSeconds(9)))
                .hasMessage("a cycle of 9 s is too short: at least 10 s are needed");
    }
}
