package io.fusebox.app;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.TaskId;

/** The tasks of this pod that may still have something under way: an orderly stop waits for them. Threading notes: safe for all threads. */
final class OpenTasks {
    private final Set<TaskId> tasks = new HashSet<>();

    synchronized void opened(TaskId task) {
        tasks.add(task);
    }

    /** It is closed, or starts nothing more and has nothing under way. */
    synchronized void ended(TaskId task) {
        if (tasks.remove(task) && tasks.isEmpty()) {
            notifyAll();
        }
    }

    /** @return how many are still open when the time is over */
    synchronized int awaitEnd(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (!tasks.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
        return tasks.size();
    }
}
