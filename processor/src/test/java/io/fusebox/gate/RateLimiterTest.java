package io.fusebox.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Instant now = START;

    @Test
    void letsAttemptsStartEvenly() {
        RateLimiter limiter = limiter(new Rate(4, SECOND, 1));

        assertThat(takeAll(limiter)).isEqualTo(1);
        assertThat(limiter.next(now)).isEqualTo(START.plusMillis(250));
        now = START.plusMillis(249);
        assertThat(takeAll(limiter)).isZero();
        now = START.plusMillis(250);
        assertThat(takeAll(limiter)).isEqualTo(1);
    }

    @Test
    void givesABurstAfterATimeWithoutAny() {
        RateLimiter limiter = limiter(new Rate(10, SECOND, 5));
        takeAll(limiter);

        now = now.plusSeconds(60);

        assertThat(takeAll(limiter)).isEqualTo(5);
        now = now.plusMillis(100);
        assertThat(takeAll(limiter)).isEqualTo(1);
    }

    @Test
    void hasNoBurstToGiveAtFirst() {
        assertThat(takeAll(limiter(new Rate(1_000, SECOND, 100)))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "100, 10", "1000, 100", "3, 1", "7, 2", "60, 1" })
    void makesUpForWhatStartsLate(int permits, int burst) {
        RateLimiter limiter = limiter(new Rate(permits, SECOND, burst));
        SplittableRandom random = new SplittableRandom(permits);
        int taken = 0;
        for (now = START; now.isBefore(START.plusSeconds(100));) {
            taken += takeAll(limiter);
            int late = burst == 1 ? 0 : random.nextInt((burst - 1) * 1_000 / permits);
            now = limiter.next(now).plusMillis(late);
        }

        assertThat(taken).isBetween(permits * 100 - burst, permits * 100 + 1);
    }

    @Test
    void neverGivesMoreThanTheBurstAndTheRateInAnySpan() {
        Rate rate = new Rate(50, SECOND, 8);
        RateLimiter limiter = limiter(rate);
        SplittableRandom random = new SplittableRandom(7);
        long[] taken = new long[2_001];
        for (int ms = 0; ms < 2_000; ms++) {
            now = START.plusMillis(ms);
            taken[ms + 1] = taken[ms] + (random.nextInt(3) == 0 ? takeAll(limiter) : 0);
        }

        for (int from = 0; from < 2_000; from++) {
            for (int to = from; to < 2_000; to++) {
                assertThat(taken[to + 1] - taken[from]).isLessThanOrEqualTo(rate.burst() + (to - from) / 20);
            }
        }
    }

    @Test
    void waitsNoLongerThanBetweenTwoForAClockThatWasSetBack() {
        RateLimiter limiter = limiter(new Rate(2, SECOND, 1));
        takeAll(limiter);

        now = now.minusSeconds(3_600);

        assertThat(limiter.isReached(now)).isTrue();
        now = now.plusMillis(500);
        assertThat(takeAll(limiter)).isEqualTo(1);
    }

    @Test
    void aFasterRateHoldsAtOnce() {
        RateLimiter limiter = limiter(new Rate(1, Duration.ofHours(1), 1));
        takeAll(limiter);

        limiter.changeTo(new Rate(100, SECOND, 1), now);

        assertThat(limiter.next(now)).isEqualTo(now.plusMillis(10));
        now = now.plusMillis(10);
        assertThat(takeAll(limiter)).isEqualTo(1);
    }

    @Test
    void aSlowerRateHoldsFromTheNextOn() {
        RateLimiter limiter = limiter(new Rate(100, SECOND, 1));
        takeAll(limiter);
        limiter.changeTo(new Rate(1, SECOND, 1), now);

        now = now.plusMillis(10);

        assertThat(takeAll(limiter)).isEqualTo(1);
        assertThat(limiter.next(now)).isEqualTo(now.plusSeconds(1));
    }

    @Test
    void aLargerBurstHasToBeSavedUp() {
        RateLimiter limiter = limiter(new Rate(10, SECOND, 5));
        takeAll(limiter);
        now = now.plusMillis(300);

        limiter.changeTo(new Rate(100, SECOND, 50), now);

        assertThat(takeAll(limiter)).isEqualTo(3);
        now = now.plusMillis(200);
        assertThat(takeAll(limiter)).isEqualTo(20);
    }

    @Test
    void aSmallerBurstHoldsAtOnce() {
        RateLimiter limiter = limiter(new Rate(10, SECOND, 5));
        now = now.plusSeconds(60);

        limiter.changeTo(new Rate(10, SECOND, 2), now);

        assertThat(takeAll(limiter)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({ "200, 1s, 20", "5, 1s, 1", "1000, 60s, 1", "50, 100ms, 50" })
    void aBurstIsATenthOfASecondUnlessSaid(int permits, String period, int burst) {
        assertThat(Rate.of(permits, Duration.parse("PT" + period.replace("100ms", "0.1s"))).burst()).isEqualTo(burst);
    }

    @Test
    void aRateThatLetsNothingThroughIsRefused() {
        assertThatThrownBy(() -> new Rate(0, SECOND, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, SECOND, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private RateLimiter limiter(Rate rate) {
        return new RateLimiter(rate, now);
    }

    private int takeAll(RateLimiter limiter) {
        int taken = 0;
        for (; !limiter.isReached(now); taken++) {
            limiter.take(now);
        }
        return taken;
    }
}
