package io.fusebox.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened one after the other, to be closed the other way round.
 *
 * <p>Threading notes: one thread opens, any closes; then what is just being opened is opened first.
 */
final class Opened implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> latestFirst = new ArrayDeque<>();
    private boolean closed;

    /** @throws CancellationException where all is closed already */
    synchronized <T extends AutoCloseable> T open(Callable<T> opening) throws Exception {
        if (closed) {
            throw new CancellationException("closed before all was open");
        }
        T opened = opening.call();
        latestFirst.push(opened);
        return opened;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** One that does not close well does not keep the others from it. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!latestFirst.isEmpty()) {
            AutoCloseable latest = latestFirst.pop();
            try {
                latest.close();
            } catch (Exception e) {
                LOG.warn("{} did not close well", latest.getClass().getSimpleName(), e);
            }
        }
    }
}
