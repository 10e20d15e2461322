package io.fusebox.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** A task's one punctuation: often while there is something to do, seldom otherwise, for each costs the task a commit. */
final class Heartbeat implements AutoCloseable {
    static final Duration SLOW = Duration.ofMillis(500);
    private static final Duration FAST = Duration.ofMillis(2);

    private final ProcessorContext<?, ?> context;
    private final Runnable beat;
    private boolean fast = true;
    private Cancellable punctuation;

    /** Beats fast at first. */
    Heartbeat(ProcessorContext<?, ?> context, Runnable beat) {
        this.context = context;
        this.beat = beat;
        this.punctuation = schedule(FAST);
    }

    /** @param busy whether something is under way, or due within {@link #SLOW} */
    void keep(boolean busy) {
        if (busy != fast) {
            fast = busy;
            punctuation.cancel();
            punctuation = schedule(busy ? FAST : SLOW);
        }
    }

    boolean isFast() {
        return fast;
    }

    private Cancellable schedule(Duration interval) {
        return context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, _ -> beat.run());
    }

    @Override
    public void close() {
        punctuation.cancel();
    }
}
