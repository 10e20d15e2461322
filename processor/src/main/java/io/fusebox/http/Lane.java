package io.fusebox.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One event loop, and all connections of the destinations that belong to it: so nothing here is shared between threads.
 */
final class Lane {
    private static final int TASKS_AT_ONCE = 64;

    private final Context context;
    private final ConnectionPools pools;
    private final Timers timers;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Of the tasks; whoever makes it more than none has them run. */
    private final AtomicInteger backlog = new AtomicInteger();

    private Lane(Vertx vertx, Context context, ConnectionPools pools) {
        this.context = context;
        this.pools = pools;
        this.timers = new Timers(ms -> vertx.setTimer(ms, _ -> advanceTimers()), System.nanoTime());
    }

    /** Waits for the event loop. */
    static Lane open(Vertx vertx, Dialer dialer, HttpSettings settings) {
        CompletableFuture<Context> context = new CompletableFuture<>();
        // Vert.x gives event loops to verticles; this one does nothing but to tell which it got.
        vertx.deployVerticle(own -> {
            context.complete(own);
            return Future.succeededFuture();
        }).onFailure(context::completeExceptionally);
        Lane lane = new Lane(vertx, context.join(), new ConnectionPools(dialer, settings));
        Duration period = settings.keepAlive().dividedBy(4);
        lane.run(() -> vertx.setPeriodic(Math.max(1, period.toMillis()), _ -> lane.pools.sweep()));
        return lane;
    }

    /** Runs it on the event loop, after what is under way there; from any thread. */
    void run(Runnable task) {
        tasks.add(task);
        if (backlog.getAndIncrement() == 0) {
            context.runOnContext(_ -> runSome());
        }
    }

    /** Many in one go: to wake an event loop costs more than most of what it does then. Not all, lest connections wait. */
    private void runSome() {
        int ran = 0;
        try {
            for (Runnable task = tasks.poll(); task != null; task = ran < TASKS_AT_ONCE ? tasks.poll() : null) {
                ran++;
                task.run();
            }
        } finally {
            if (backlog.addAndGet(-ran) > 0) {
                context.runOnContext(_ -> runSome());
            }
        }
    }

    private void advanceTimers() {
        timers.advance(System.nanoTime());
    }

    /** Tasks that have not begun. */
    int backlog() {
        return backlog.get();
    }

    ConnectionPools pools() {
        return pools;
    }

    /** Of the event loop, and to be used there. */
    Timers timers() {
        return timers;
    }
}
