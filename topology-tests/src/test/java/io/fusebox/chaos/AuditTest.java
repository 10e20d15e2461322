package io.fusebox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who watches the watchman: each thing that may be wrong is found, and what is allowed is not. */
class AuditTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CALL = "c1";

    private final List<Disturbance> disturbances = new ArrayList<>();
    private final Map<String, PodStory> stories = new HashMap<>();
    private final List<Served> served = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private String destination = "shop";

    @Test
    void aCallMadeOnceAndAnsweredIsWell() {
        called(1, "pod-1.1", 0, true);
        answered(1);

        assertThat(findings().isClean()).isTrue();
        assertThat(findings().repeated()).isZero();
    }

    @Test
    void aCallWithoutAResultIsLost() {
        called(1, "pod-1.1", 0, true);

        assertThat(findings().lost()).containsExactly(CALL);
    }

    @Test
    void aSecondResultIsFound() {
        called(1, "pod-1.1", 0, true);
        answered(1);
        answered(1);

        assertThat(findings().doubled()).hasSize(1);
    }

    @Test
    void aResultThatNobodyAskedForIsFound() {
        called(1, "pod-1.1", 0, true);
        answered(1);
        answers.add(new Answer("c2", "SUCCEEDED", Optional.empty()));

        assertThat(findings().doubled()).hasSize(1);
    }

    @Test
    void aResultThatSpeaksOfNoRequestIsUntrue() {
        answered(7);

        assertThat(findings().untrue()).containsExactly(CALL);
    }

    @Test
    void aRetryIsNoRepetition() {
        called(1, "pod-1.1", 0, false);
        called(2, "pod-1.1", 1, true);
        answered(2);

        assertThat(findings().isClean()).isTrue();
        assertThat(findings().repeated()).isZero();
    }

    @Test
    void whatFailedForThePodAloneIsARetryToo() {
        called(1, "pod-1.1", 0, true);
        called(2, "pod-1.1", 6, true);
        answered(2);
        assertThat(findings().forbidden()).hasSize(1);

        stories.put("pod-1.1", new PodStory(List.of(), Map.of(CALL, List.of(at(5)))));

        assertThat(findings().isClean()).isTrue();
        assertThat(findings().repeated()).isZero();
    }

    @Test
    void aRepetitionAfterAKillIsAllowedOnceTheNextOwnerHasTakenOver() {
        killed("pod-1.1", 1);
        called(1, "pod-1.1", 0, true);
        called(2, "pod-2.1", 10, true);
        answered(2);
        assertThat(findings().forbidden()).singleElement().asString().startsWith("made twice by one owner");

        tookOver("pod-2.1", 9);

        assertThat(findings().isClean()).isTrue();
        assertThat(findings().repeated()).isEqualTo(1);
    }

    @Test
    void aRepetitionBecauseOfAnothersDeathIsFound() {
        killed("pod-3.1", 1);
        tookOver("pod-2.1", 9);
        called(1, "pod-1.1", 0, true);
        called(2, "pod-2.1", 10, true);
        answered(2);

        assertThat(findings().forbidden()).singleElement().asString().startsWith("made again for no reason");
    }

    @Test
    void aRepetitionOfWhatWasOverBeforeTheKillIsFound() {
        killed("pod-1.1", 1);
        tookOver("pod-2.1", 9);
        called(1, "pod-1.1", 0, true);
        called(2, "pod-2.1", 10, true);
        answered(1);

        assertThat(findings().forbidden()).singleElement().asString().startsWith("made again after its result");
    }

    @Test
    void aPausedPodMayDoLaterWhatAnotherHasDone() {
        disturbances.add(new Disturbance("pod-2.1 is paused", Optional.of("pod-2.1"), at(0), at(9)));
        called(1, "pod-1.1", 5, true);
        called(2, "pod-2.1", 9, true);
        answered(1);

        assertThat(findings().isClean()).isTrue();
    }

    @Test
    void anotherKeyIsFound() {
        called(1, "pod-1.1", 0, false);
        served.add(new Served(2, destination, CALL, "other", "pod-1.1", at(1), at(1), true));
        answered(2);

        assertThat(findings().forbidden()).singleElement().asString().startsWith("another idempotency key");
    }

    @Test
    void onceMeansOnceEvenAfterAKill() {
        destination = Audit.ONCE + "-a";
        killed("pod-1.1", 1);
        tookOver("pod-2.1", 9);
        called(1, "pod-1.1", 0, false);
        called(2, "pod-2.1", 10, true);
        answered(2);

        assertThat(findings().forbidden()).singleElement().asString().startsWith("sent twice");
    }

    private void killed(String pod, int second) {
        disturbances.add(new Disturbance("killed", Optional.of(pod), at(second), at(second)));
    }

    private void tookOver(String pod, int second) {
        stories.put(pod, new PodStory(List.of(new PodLog.TakeOver(0, at(second))), Map.of()));
    }

    private void called(long serial, String pod, int second, boolean succeeded) {
        served.add(new Served(serial, destination, CALL, CALL, pod, at(second), at(second).plusMillis(500), succeeded));
    }

    private void answered(long serial) {
        answers.add(new Answer(CALL, "SUCCEEDED", Optional.of(serial)));
    }

    private Audit.Findings findings() {
        return new Audit(disturbances, stories, _ -> 0).of(Set.of(CALL), answers, served);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
