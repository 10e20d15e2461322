package io.fusebox.execution;

import java.util.function.Consumer;

/**
 * Makes attempts.
 *
 * <p>Threading notes: {@link #execute} is called from stream threads and never blocks or throws; the completion is told exactly
 * once, from any thread, within the attempt's timeout and a second.
 */
public interface CallExecutor extends AutoCloseable {
    void execute(AttemptOrder order, Consumer<Completion> onCompletion);

    /** Roughly how many attempts wait for this executor alone, and for nothing outside: while it is large, more of them help nobody. */
    int backlog();

    /** Ends what is in flight and frees all connections; what was in flight completes as {@code cancelled}. */
    @Override
    void close();
}
