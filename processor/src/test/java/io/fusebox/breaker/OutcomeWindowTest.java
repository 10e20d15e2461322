package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutcomeWindowTest {
    private static final long T = Bench.START.toEpochMilli();

    @Test
    void aWindowByCountHoldsTheLastCalls() {
        OutcomeWindow window = window(10, Duration.ZERO);

        for (int i = 0; i < 10; i++) {
            window.recordCall(T, true, false);
        }
        for (int i = 0; i < 4; i++) {
            window.recordCall(T + 1_000_000, false, false);
        }

        assertThat(window.counts().calls()).isEqualTo(10);
        assertThat(window.counts().failed()).isEqualTo(6);
    }

    @Test
    void aWindowByCountAloneNeverAges() {
        OutcomeWindow window = window(10, Duration.ZERO);

        window.recordCall(T, true, false);
        window.advanceTo(T + Duration.ofDays(300).toMillis());

        assertThat(window.counts().failed()).isEqualTo(1);
    }

    @Test
    void ofTheLastCallsNoneIsOlderThanTheDuration() {
        OutcomeWindow window = window(10, Duration.ofSeconds(60));
        window.recordCall(T, true, false);
        window.recordCall(T + 1_000, false, false);

        window.advanceTo(T + 60_000);
        assertThat(window.counts().calls()).isEqualTo(2);
        window.advanceTo(T + 60_001);

        assertThat(window.counts().calls()).isEqualTo(1);
        assertThat(window.counts().failed()).isZero();
    }

    @Test
    void aWindowByTimeHoldsAnyNumberOfCalls() {
        OutcomeWindow window = window(0, Duration.ofSeconds(10));

        for (int i = 0; i < 100_000; i++) {
            window.recordCall(T + i / 100, i % 4 == 0, false);
        }

        assertThat(window.counts().calls()).isEqualTo(100_000);
        assertThat(window.counts().failureRate()).isEqualTo(0.25);
    }

    @Test
    void aWindowByTimeCovers95To100PercentOfItsDuration() {
        OutcomeWindow window = window(0, Duration.ofSeconds(10));

        for (int i = 0; i < 60_000; i++) {
            window.recordCall(T + i, false, false);
            if (i >= 10_000) {
                assertThat(window.calls()).isBetween(9_500L, 10_001L);
            }
        }
    }

    @Test
    void inAWindowByTimeNoCallIsOlderThanTheDuration() {
        OutcomeWindow window = window(0, Duration.ofSeconds(10));
        window.recordCall(T, true, false);
        window.recordCall(T + 499, true, false);

        window.advanceTo(T + 10_000);
        assertThat(window.counts().calls()).isEqualTo(2);
        window.advanceTo(T + 10_001);

        assertThat(window.counts().calls()).isZero();
    }

    @Test
    void aWindowOfAMillisecondWorks() {
        OutcomeWindow window = window(0, Duration.ofMillis(1));

        window.recordCall(T, false, false);
        window.recordCall(T + 1, false, false);
        window.recordCall(T + 2, false, false);

        assertThat(window.counts().calls()).isEqualTo(2);
    }

    @Test
    void ignoredCallsTakeNoPlaceInAWindowByCount() {
        OutcomeWindow window = window(2, Duration.ZERO);
        window.recordCall(T, true, false);
        window.recordCall(T, true, false);

        for (int i = 0; i < 50; i++) {
            window.recordIgnored(T);
        }

        assertThat(window.counts().failed()).isEqualTo(2);
        assertThat(window.counts().ignored()).isEqualTo(50);
    }

    @Test
    void ignoredCallsLeaveWithTheCallTheyFollowed() {
        OutcomeWindow window = window(2, Duration.ZERO);
        window.recordIgnored(T);
        window.recordCall(T, false, false);
        window.recordIgnored(T);

        window.recordCall(T, false, false);
        window.recordCall(T, false, false);

        assertThat(window.counts().ignored()).isZero();
    }

    @Test
    void ignoredCallsAloneAgeToo() {
        OutcomeWindow window = window(10, Duration.ofSeconds(60));
        window.recordIgnored(T);

        window.advanceTo(T + 60_001);

        assertThat(window.counts().ignored()).isZero();
    }

    @Test
    void theAverageIsOfWhatWasTimed() {
        OutcomeWindow window = window(10, Duration.ZERO);
        window.recordCall(T, false, false);
        window.recordTime(100_000);
        window.recordCall(T, true, false);
        window.recordIgnored(T);
        window.recordTime(300_000);

        assertThat(window.counts().average()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void theAverageForgetsWhatLeaves() {
        OutcomeWindow window = window(1, Duration.ZERO);
        window.recordCall(T, false, false);
        window.recordTime(9_000_000);

        window.recordCall(T, false, false);
        window.recordTime(1_000_000);

        assertThat(window.counts().average()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aFullWindowByCountCoversTheTimeOfItsCalls() {
        OutcomeWindow window = window(10, Duration.ofSeconds(60));

        for (int i = 0; i < 1_000; i++) {
            window.recordCall(T + i, false, false);
        }

        assertThat(window.isFull()).isTrue();
        assertThat(window.covered()).isEqualTo(Duration.ofMillis(9));
    }

    @Test
    void anotherWindowCoversItsAgeUpToItsDuration() {
        OutcomeWindow window = window(0, Duration.ofSeconds(10));

        window.advanceTo(T + 3_000);
        assertThat(window.covered()).isEqualTo(Duration.ofSeconds(3));
        window.advanceTo(T + 30_000);

        assertThat(window.covered()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void bucketsBecomeCallsEvenlyMixed() {
        OutcomeWindow byTime = window(0, Duration.ofSeconds(10));
        for (int i = 0; i < 100; i++) {
            byTime.recordCall(T, i < 50, i < 20);
            byTime.recordTime(1_000);
        }

        OutcomeWindow byCount = OutcomeWindow.of(10, Duration.ofSeconds(60), byTime.snapshot());

        assertThat(byCount.counts()).isEqualTo(new WindowCounts(10, 5, 2, 0, Duration.ofMillis(1)));
    }

    @Test
    void bucketsWithoutACallFindRoomInASmallWindow() {
        OutcomeWindow byTime = window(0, Duration.ofSeconds(10));
        for (int i = 0; i < 20; i++) {
            byTime.recordIgnored(T + i * 500L);
        }

        OutcomeWindow byCount = OutcomeWindow.of(3, Duration.ofSeconds(60), byTime.snapshot());

        assertThat(byCount.counts().ignored()).isEqualTo(20);
        assertThat(byCount.snapshot().slices()).isEqualTo(byTime.snapshot().slices());
    }

    @Test
    void callsBecomeBuckets() {
        OutcomeWindow byCount = window(100, Duration.ofSeconds(60));
        for (int i = 0; i < 100; i++) {
            byCount.recordCall(T + i * 100L, i % 2 == 0, false);
            byCount.recordTime(5_000);
        }

        OutcomeWindow byTime = OutcomeWindow.of(0, Duration.ofSeconds(10), byCount.snapshot());

        assertThat(byTime.counts()).isEqualTo(byCount.counts());
        byTime.advanceTo(T + 15_000);
        assertThat(byTime.counts().calls()).isBetween(45L, 50L);
    }

    @Test
    void aShorterWindowKeepsTheLatestCalls() {
        OutcomeWindow large = window(10, Duration.ZERO);
        for (int i = 0; i < 10; i++) {
            large.recordCall(T + i, i < 7, false);
        }

        OutcomeWindow small = OutcomeWindow.of(4, Duration.ZERO, large.snapshot());

        assertThat(small.counts().calls()).isEqualTo(4);
        assertThat(small.counts().failed()).isEqualTo(1);
    }

    @Test
    void aSnapshotIsTheWholeWindow() {
        OutcomeWindow window = window(0, Duration.ofSeconds(10));
        for (int i = 0; i < 5_000; i++) {
            window.recordCall(T + i, i % 3 == 0, i % 5 == 0);
            window.recordTime(i);
        }

        OutcomeWindow restored = OutcomeWindow.of(0, Duration.ofSeconds(10), window.snapshot());

        assertThat(restored.snapshot()).isEqualTo(window.snapshot());
        assertThat(restored.counts()).isEqualTo(window.counts());
    }

    private static OutcomeWindow window(int size, Duration duration) {
        return OutcomeWindow.of(size, duration, WindowSnapshot.empty(Instant.ofEpochMilli(T)));
    }
}
