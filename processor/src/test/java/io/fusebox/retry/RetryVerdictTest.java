package io.fusebox.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Attempt;
import io.fusebox.call.Call;
import io.fusebox.call.Delivery;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Origin;
import io.fusebox.call.Outcome;
import io.fusebox.call.OutcomeList;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryVerdictTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetryPolicy STANDARD = RetryPolicy.STANDARD;

    @ParameterizedTest
    @ValueSource(ints = { 408, 425, 429, 500, 502, 503, 504 })
    void theseAnswersMayPass(int status) {
        assertThat(verdict(STANDARD, afterAttempts(1), answer(status))).isInstanceOf(RetryVerdict.Again.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 307, 400, 401, 404, 409, 410, 422, 501, 505 })
    void theseAnswersAreFinal(int status) {
        assertThat(verdict(STANDARD, afterAttempts(1), answer(status))).isEqualTo(new RetryVerdict.Permanent());
    }

    @ParameterizedTest
    @EnumSource(value = FailureKind.class, names = { "TIMEOUT", "CONNECT", "DNS", "TLS", "RESET", "PROTOCOL" })
    void failuresOfTheNetworkMayPass(FailureKind kind) {
        assertThat(verdict(STANDARD, afterAttempts(1), new Outcome.Failed(kind, "", true)))
                .isInstanceOf(RetryVerdict.Again.class);
    }

    @Test
    void whatTheGuardRefusedIsFinal() {
        assertThat(verdict(STANDARD, afterAttempts(1), new Outcome.Failed(FailureKind.REFUSED_ADDRESS, "", false)))
                .isEqualTo(new RetryVerdict.Permanent());
    }

    @Test
    void any2xxIsASuccess() {
        assertThat(verdict(STANDARD, afterAttempts(1), answer(204))).isInstanceOf(RetryVerdict.Succeeded.class);
    }

    @Test
    void neverWinsOverOn() {
        RetryPolicy policy = policy(OutcomeList.of("5xx"), OutcomeList.of("503"));

        assertThat(verdict(policy, afterAttempts(1), answer(500))).isInstanceOf(RetryVerdict.Again.class);
        assertThat(verdict(policy, afterAttempts(1), answer(503))).isEqualTo(new RetryVerdict.Permanent());
    }

    @Test
    void theWebhookProfileRetriesEveryAnswerThatIsNot2xx() {
        RetryPolicy policy = policy(RetryPolicy.WEBHOOK_ON, OutcomeList.NONE);

        assertThat(verdict(policy, afterAttempts(1), answer(404))).isInstanceOf(RetryVerdict.Again.class);
        assertThat(verdict(policy, afterAttempts(1), answer(302))).isInstanceOf(RetryVerdict.Again.class);
        assertThat(verdict(policy, afterAttempts(1), answer(200))).isInstanceOf(RetryVerdict.Succeeded.class);
    }

    @Test
    void theFirstAttemptCountsTowardsTheMaximum() {
        assertThat(verdict(STANDARD, afterAttempts(9), answer(503))).isInstanceOf(RetryVerdict.Again.class);
        assertThat(verdict(STANDARD, afterAttempts(10), answer(503))).isEqualTo(new RetryVerdict.Exhausted());
    }

    @Test
    void aCallMayAskForFewerAttemptsButNotForMore() {
        assertThat(verdict(STANDARD, afterAttempts(2, OptionalInt.of(2)), answer(503)))
                .isEqualTo(new RetryVerdict.Exhausted());
        assertThat(verdict(STANDARD, afterAttempts(10, OptionalInt.of(50)), answer(503)))
                .isEqualTo(new RetryVerdict.Exhausted());
    }

    @Test
    void theBoundDoublesUpToTheMaximum() {
        assertThat(Backoff.bound(STANDARD, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Backoff.bound(STANDARD, 4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Backoff.bound(STANDARD, 9)).isEqualTo(Duration.ofSeconds(256));
        assertThat(Backoff.bound(STANDARD, 10)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Backoff.bound(STANDARD, 1_000_000)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void waitsAreSpreadOverTheWholeRange() {
        SplittableRandom random = new SplittableRandom(7);
        int[] quarters = new int[4];
        for (int i = 0; i < 10_000; i++) {
            long wait = Backoff.fullJitter(STANDARD, 4, random).toMillis();
            assertThat(wait).isBetween(0L, 8_000L);
            quarters[(int) Math.min(3, wait / 2_000)]++;
        }
        for (int count : quarters) {
            assertThat(count).isBetween(2_300, 2_700);
        }
    }

    @Test
    void aCallExpiresAtItsDeadlineOrAtTheEndOfItsAge() {
        assertThat(STANDARD.expiresAt(delivery(Optional.empty(), Optional.empty(), OptionalInt.empty())))
                .isEqualTo(NOW.plus(Duration.ofHours(24)));
        assertThat(STANDARD.expiresAt(delivery(Optional.empty(), Optional.of(NOW.plusSeconds(5)), OptionalInt.empty())))
                .isEqualTo(NOW.plusSeconds(5));
        assertThat(STANDARD
                .expiresAt(delivery(Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(9))), OptionalInt.empty())))
                .isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void theAgeOfACallForLaterBeginsWithItsTime() {
        Instant later = NOW.plus(Duration.ofDays(3));

        assertThat(STANDARD.expiresAt(delivery(Optional.of(later), Optional.empty(), OptionalInt.empty())))
                .isEqualTo(later.plus(Duration.ofHours(24)));
    }

    private static RetryVerdict verdict(RetryPolicy policy, Delivery delivery, Outcome outcome) {
        return RetryVerdict.of(policy, delivery, false, outcome, NOW, new SplittableRandom(1));
    }

    private static RetryPolicy policy(OutcomeList on, OutcomeList never) {
        return new RetryPolicy(STANDARD.initial(), STANDARD.max(), STANDARD.maxAttempts(),
                STANDARD.orderedMaxAttempts(),
                STANDARD.maxAge(),
                STANDARD.scheduleMax(), on, never);
    }

    private static Outcome answer(int status) {
        return new Outcome.Answered(new Response(status, Map.of(), Payload.EMPTY, false));
    }

    private static Delivery afterAttempts(int attempts) {
        return afterAttempts(attempts, OptionalInt.empty());
    }

    private static Delivery afterAttempts(int attempts, OptionalInt maxAttempts) {
        Delivery delivery = delivery(Optional.empty(), Optional.empty(), maxAttempts);
        for (int number = 1; number <= attempts; number++) {
            delivery = delivery.after(
                    new Attempt(number, NOW, Duration.ZERO, false, "503", OptionalInt.of(503), "HTTP 503"), true);
        }
        return delivery;
    }

    private static Delivery delivery(Optional<Instant> notBefore, Optional<Instant> deadline, OptionalInt maxAttempts) {
        Call call = new Call("a", "payments", Optional.empty(), "POST", Optional.empty(), Optional.empty(), Map.of(),
                Payload.EMPTY, Optional.empty(), notBefore, deadline, Optional.empty(), maxAttempts, Optional.empty(),
                Optional.empty(), Map.of());
        return Delivery.received(call, new Origin("requests", 0, 0), NOW, Optional.empty());
    }
}
