package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class OpenTasksTest {
    private static final TaskId FIRST = new TaskId(0, 0);
    private static final TaskId SECOND = new TaskId(0, 1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final OpenTasks tasks = new OpenTasks();

    @Test
    void withoutTasksThereIsNothingToWaitFor() throws InterruptedException {
        assertThat(tasks.awaitEnd(LONG)).isZero();
    }

    @Test
    void waitsForTheLastOne() throws Exception {
        tasks.opened(FIRST);
        tasks.opened(SECOND);
        var waiting = CompletableFuture.supplyAsync(this::await);

        tasks.ended(FIRST);
        assertThat(waiting).isNotDone();
        tasks.ended(SECOND);

        assertThat(waiting.get()).isZero();
    }

    @Test
    void saysHowManyAreLeftWhenTheTimeIsOver() throws InterruptedException {
        tasks.opened(FIRST);
        tasks.opened(SECOND);
        tasks.ended(SECOND);

        assertThat(tasks.awaitEnd(Duration.ofMillis(1))).isEqualTo(1);
    }

    @Test
    void aTaskMayEndMoreThanOnceAndOpenAgain() throws InterruptedException {
        tasks.opened(FIRST);
        tasks.ended(FIRST);
        tasks.ended(FIRST);
        tasks.opened(FIRST);

        assertThat(tasks.awaitEnd(Duration.ZERO)).isEqualTo(1);
    }

    private int await() {
        try {
            return tasks.awaitEnd(LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
