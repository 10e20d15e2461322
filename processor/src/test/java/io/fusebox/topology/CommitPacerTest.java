package io.fusebox.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private final CommitPacer pacer = new CommitPacer();
    private int underWay = 1;

    @Test
    void asksForNothingWhereThereIsNoResult() {
        assertThat(isDue(1_000)).isFalse();
    }

    @Test
    void asksAtOnceForASingleResult() {
        pacer.forwarded(1_000);

        assertThat(isDue(1_000)).isTrue();
        assertThat(isDue(2_000)).isFalse();
    }

    @Test
    void leavesAFewMillisecondsBetweenTwo() {
        givenACommitAt(1_000);
        pacer.forwarded(1_000);

        assertThat(isDue(1_000 + CommitPacer.SHORTEST_MS - 1)).isFalse();
        assertThat(isDue(1_000 + CommitPacer.SHORTEST_MS)).isTrue();
    }

    @Test
    void commitsManyTogetherUnderLoad() {
        givenACommitAt(1_000);

        assertThat(commitsUnderLoad(1_000, CommitPacer.LONGEST_MS - 1)).isZero();
        assertThat(commitsUnderLoad(1_000, 10 * CommitPacer.LONGEST_MS)).isBetween(9, 10);
    }

    @Test
    void commitsABurstSooner() {
        givenACommitAt(1_000);
        for (int i = 0; i < 200; i++) {
            pacer.forwarded(1_000);
        }

        assertThat(isDue(1_049)).isFalse();
        assertThat(isDue(1_050)).isTrue();
    }

    @Test
    void leavesAThreadThatIsSlowToCommitHalfOfItsTime() {
        pacer.committed(Duration.ofMillis(20));
        givenACommitAt(1_000);
        pacer.forwarded(1_000);

        assertThat(isDue(1_039)).isFalse();
        assertThat(isDue(1_040)).isTrue();
    }

    @Test
    void leavesNobodyWaitingForLonger() {
        pacer.committed(Duration.ofMinutes(1));
        givenACommitAt(1_000);
        pacer.forwarded(1_000);

        assertThat(pacer.isAwaited()).isTrue();
        assertThat(isDue(1_000 + CommitPacer.LONGEST_MS)).isTrue();
        assertThat(pacer.isAwaited()).isFalse();
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() {
        givenACommitAt(3_600_000);
        pacer.forwarded(1_000);

        assertThat(isDue(1_000)).isTrue();
    }

    @Test
    void waitsForNobodyWhereNothingIsUnderWay() {
        givenACommitAt(1_000);
        underWay = 0;
        for (int i = 0; i < 1_000; i++) {
            pacer.forwarded(1_000);
        }

        assertThat(isDue(1_000 + CommitPacer.COMPANY_MS - 1)).isFalse();
        assertThat(isDue(1_000 + CommitPacer.COMPANY_MS)).isTrue();
    }

    @Test
    void waitsAMomentWhereManyAreUnderWay() {
        underWay = 400;
        pacer.forwarded(1_000);

        assertThat(isDue(1_000)).isFalse();
        assertThat(isDue(1_009)).isFalse();
        assertThat(isDue(1_010)).isTrue();
    }

    @Test
    void waitsNoLongerThanAMomentForThoseUnderWay() {
        underWay = 1_000_000;
        pacer.forwarded(1_000);

        assertThat(isDue(1_000)).isFalse();
        assertThat(isDue(1_000 + CommitPacer.COMPANY_MS)).isTrue();
    }

    private boolean isDue(long ms) {
        return pacer.isDue(ms, () -> underWay);
    }

    private void givenACommitAt(long ms) {
        pacer.forwarded(ms);
        assertThat(isDue(ms)).isTrue();
    }

    private int commitsUnderLoad(long fromMs, long forMs) {
        int commits = 0;
        for (long now = fromMs; now <= fromMs + forMs; now++) {
            for (int i = 0; i < 10; i++) {
                pacer.forwarded(now);
            }
            if (isDue(now)) {
                commits++;
            }
        }
        return commits;
    }
}
