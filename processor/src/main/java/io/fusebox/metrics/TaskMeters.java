package io.fusebox.metrics;

/** What a task adds to the process' own count. Threading notes: set by the task's thread, read by scrapes. */
public final class TaskMeters {
    private volatile int inFlight;

    TaskMeters() {}

    /** Attempts of this task that are under way now. */
    public void inFlight(int now) {
        inFlight = now;
    }

    int inFlight() {
        return inFlight;
    }
}
