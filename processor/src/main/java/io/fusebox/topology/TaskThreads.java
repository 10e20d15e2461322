package io.fusebox.topology;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of all stream threads, by the thread's name. */
public final class TaskThreads {
    private final ConcurrentHashMap<String, TaskThread> threads = new ConcurrentHashMap<>();
    private final Duration stallLimit;
    private volatile boolean closed;

    /** @param sessionTimeout of the consumer group: who pauses for longer than half of it may have been replaced */
    public TaskThreads(Duration sessionTimeout) {
        this.stallLimit = sessionTimeout.dividedBy(2);
    }

    TaskThread ofThread(String name) {
        return threads.computeIfAbsent(name, _ -> {
            TaskThread thread = new TaskThread(stallLimit);
            if (closed) {
                thread.close();
            }
            return thread;
        });
    }

    /** The program is about to end: no thread fetches anything any more. */
    public void close() {
        closed = true;
        threads.values().forEach(TaskThread::close);
    }
}
