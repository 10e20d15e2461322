package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.OutcomeList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which outcomes are successes, failures, or nothing. */
class OutcomeRuleTest {
    private final BreakerPolicy standard = BreakerPreset.STANDARD.policy();

    @Test
    void every2xxIsASuccess() {
        for (int status : List.of(200, 201, 202, 204, 206, 299)) {
            assertThat(Verdict.of(Bench.answered(status), standard)).isEqualTo(Verdict.SUCCESS);
        }
    }

    @Test
    void every5xxAnd408IsAFailure() {
        for (int status : List.of(500, 501, 502, 503, 504, 505, 599, 408)) {
            assertThat(Verdict.of(Bench.answered(status), standard)).isEqualTo(Verdict.FAILURE);
        }
    }

    @Test
    void networkFailuresAreFailures() {
        for (FailureKind kind : List.of(FailureKind.CONNECT, FailureKind.TLS, FailureKind.DNS, FailureKind.RESET,
                FailureKind.TIMEOUT, FailureKind.PROTOCOL)) {
            assertThat(Verdict.of(Bench.failed(kind), standard)).isEqualTo(Verdict.FAILURE);
        }
    }

    @Test
    void a429WithoutRetryAfterIsAFailure() {
        assertThat(Verdict.of(Bench.answered(429), standard)).isEqualTo(Verdict.FAILURE);
    }

    @Test
    void a429WithRetryAfterIsIgnored() {
        Outcome paused = Bench.answered(429, Map.of("retry-after", "30"));

        assertThat(Verdict.of(paused, standard)).isEqualTo(Verdict.IGNORED);
        assertThat(Verdict.of(paused, standard.toBuilder().failures(OutcomeList.of("4xx")).build()))
                .isEqualTo(Verdict.IGNORED);
    }

    @Test
    void a503WithRetryAfterIsStillAFailure() {
        assertThat(Verdict.of(Bench.answered(503, Map.of("retry-after", "30")), standard)).isEqualTo(Verdict.FAILURE);
    }

    @Test
    void other3xxAnd4xxAreIgnored() {
        for (int status : List.of(301, 304, 400, 401, 403, 404, 409, 410, 422)) {
            assertThat(Verdict.of(Bench.answered(status), standard)).isEqualTo(Verdict.IGNORED);
        }
    }

    @Test
    void whatThisSideRefusedOrGaveUpIsIgnored() {
        for (FailureKind kind : List.of(FailureKind.REFUSED_ADDRESS, FailureKind.CANCELLED, FailureKind.TOO_LARGE)) {
            assertThat(Verdict.of(Bench.failed(kind), standard)).isEqualTo(Verdict.IGNORED);
        }
    }

    @Test
    void failuresAreWhatTheListSays() {
        BreakerPolicy policy = standard.toBuilder().failures(OutcomeList.of("404", "timeout", "too-large")).build();

        assertThat(Verdict.of(Bench.NOT_FOUND, policy)).isEqualTo(Verdict.FAILURE);
        assertThat(Verdict.of(Bench.TIMEOUT, policy)).isEqualTo(Verdict.FAILURE);
        assertThat(Verdict.of(Bench.failed(FailureKind.TOO_LARGE), policy)).isEqualTo(Verdict.FAILURE);
        assertThat(Verdict.of(Bench.ERROR, policy)).isEqualTo(Verdict.IGNORED);
    }

    @Test
    void ignoredWinsOverFailures() {
        BreakerPolicy policy = standard.toBuilder().ignored(OutcomeList.of("501")).build();

        assertThat(Verdict.of(Bench.answered(501), policy)).isEqualTo(Verdict.IGNORED);
        assertThat(Verdict.of(Bench.answered(500), policy)).isEqualTo(Verdict.FAILURE);
    }

    @Test
    void anIgnoredOutcomeIsNeitherSuccessNorFailure() {
        Bench bench = Bench.with(Bench.classic().build());

        bench.ignore(3);

        assertThat(bench.totals()).isEqualTo(new Totals(3, 0, 0, 3, 0, 0));
        assertThat(bench.window().calls()).isZero();
        assertThat(bench.window().ignored()).isEqualTo(3);
    }

    @Test
    void anIgnoredOutcomeDoesNotResetTheConsecutiveCount() {
        Bench bench = Bench.with(Bench.classic().build());

        bench.fail(4).ignore(10).is(Kind.CLOSED).fail(1);

        bench.is(Kind.OPEN);
    }

    /** When old successes leave the window its failure rate grows; the next recorded call judges that, not an ignored one. */
    @Test
    void anIgnoredOutcomeIsNoReasonToJudge() {
        Bench bench = Bench.with(Bench.standard().failureThresholdOff().build());
        bench.succeed(30).afterSeconds(6).fail(20).is(Kind.CLOSED);

        bench.afterSeconds(6).ignore(50).is(Kind.CLOSED).succeed(1);

        bench.is(Kind.OPEN);
    }

    @Test
    void aListEntryIsAStatusAClassOrAKind() {
        BreakerPolicy policy = standard.toBuilder().failures(OutcomeList.of("418", "5xx", "dns")).build();

        assertThat(Verdict.of(Bench.answered(418), policy)).isEqualTo(Verdict.FAILURE);
        assertThat(Verdict.of(Bench.answered(555), policy)).isEqualTo(Verdict.FAILURE);
        assertThat(Verdict.of(Bench.failed(FailureKind.DNS), policy)).isEqualTo(Verdict.FAILURE);
        assertThat(Verdict.of(Bench.failed(FailureKind.TLS), policy)).isEqualTo(Verdict.IGNORED);
    }
}
