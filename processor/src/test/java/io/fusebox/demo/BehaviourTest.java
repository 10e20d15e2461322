package io.fusebox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BehaviourTest {
    private static final int CALLS = 10_000;
    private final DemoSchedule schedule = new DemoSchedule(Duration.ofSeconds(40));

    @Test
    void theHealthyOneSucceedsIn20To60Milliseconds() {
        assertThat(answers(Behaviour.healthy(), Duration.ZERO)).allSatisfy(answer -> {
            assertThat(answer).isInstanceOfSatisfying(Answer.Reply.class,
                    reply -> assertThat(reply.status()).isEqualTo(200));
            assertThat(answer.after()).isBetween(Duration.ofMillis(20), Duration.ofMillis(60));
        });
    }

    @Test
    void theFlakyOneFailsInPassingNowAndThenAndForGoodSeldom() {
        List<Answer> answers = answers(Behaviour.flaky(), Duration.ZERO);

        assertThat(share(answers, 503)).isCloseTo(0.05, within(0.01));
        assertThat(share(answers, 422)).isCloseTo(0.01, within(0.005));
        assertThat(share(answers, 200)).isCloseTo(0.94, within(0.015));
    }

    @Test
    void whileItIsDownHalfOfTheCallsGet503AndHalfNothing() {
        List<Answer> answers = answers(Behaviour.withOutages(schedule), Duration.ofSeconds(10));

        assertThat(share(answers, 503)).isCloseTo(0.5, within(0.03));
        assertThat(answers.stream().filter(Answer.Dropped.class::isInstance).count() / (double) CALLS).isCloseTo(0.5,
                within(0.03));
    }

    @Test
    void beforeAndAfterItAnswers() {
        Behaviour email = Behaviour.withOutages(schedule);

        assertThat(share(answers(email, Duration.ofNanos(-1)), 200)).isOne();
        assertThat(share(answers(email, Duration.ofSeconds(30)), 200)).isOne();
    }

    @Test
    void theSameSeedGivesTheSameAnswers() {
        assertThat(answers(Behaviour.flaky(), Duration.ZERO)).isEqualTo(answers(Behaviour.flaky(), Duration.ZERO));
    }

    private static List<Answer> answers(Behaviour behaviour, Duration at) {
        SplittableRandom random = new SplittableRandom(42);
        return IntStream.range(0, CALLS).mapToObj(_ -> behaviour.next(at, random)).toList();
    }

    private static double share(List<Answer> answers, int status) {
        return answers.stream()
                .filter(answer -> answer instanceof Answer.Reply reply && reply.status() == status)
                .count() / (double) answers.size();
    }
}
