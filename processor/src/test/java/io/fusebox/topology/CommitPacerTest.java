package io.fusebox.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitPacerTest {
    private final CommitPacer pacer = new CommitPacer();

    @Test
    void asksForNothingWhereThereIsNoResult() {
        assertThat(pacer.isDue(1_000)).isFalse();
    }

    @Test
    void asksAtOnceForASingleResult() {
        pacer.forwarded();

        assertThat(pacer.isDue(1_000)).isTrue();
        assertThat(pacer.isDue(2_000)).isFalse();
    }

    @Test
    void leavesAFewMillisecondsBetweenTwo() {
        pacer.forwarded();
        pacer.isDue(1_000);
        pacer.forwarded();

        assertThat(pacer.isDue(1_000 + CommitPacer.INTERVAL_MS - 1)).isFalse();
        assertThat(pacer.isDue(1_000 + CommitPacer.INTERVAL_MS)).isTrue();
    }

    @Test
    void leavesItToKafkaStreamsUnderLoad() {
        for (int i = 0; i < 1_000; i++) {
            pacer.forwarded();
        }

        assertThat(pacer.isDue(1_000)).isFalse();
        assertThat(pacer.isDue(2_000)).isFalse();
    }
}
