package io.fusebox.app;

import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/** The attempts under way in this pod, task by task: an orderly stop waits for them. Threading notes: safe for all threads. */
final class InFlight {
    private final ConcurrentHashMap<TaskId, Integer> byTask = new ConcurrentHashMap<>();

    void set(TaskId task, int attempts) {
        byTask.put(task, attempts);
    }

    void remove(TaskId task) {
        byTask.remove(task);
    }

    int total() {
        return byTask.values().stream().mapToInt(Integer::intValue).sum();
    }
}
