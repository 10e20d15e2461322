package io.fusebox.broker;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a test has started: what was started last is closed first. */
public final class Started implements AutoCloseable {
    private final Deque<AutoCloseable> latestFirst = new ArrayDeque<>();

    public <C extends AutoCloseable> C add(C what) {
        latestFirst.push(what);
        return what;
    }

    /** What has been closed is not closed again. */
    @Override
    public void close() throws Exception {
        while (!latestFirst.isEmpty()) {
            latestFirst.pop().close();
        }
    }
}
