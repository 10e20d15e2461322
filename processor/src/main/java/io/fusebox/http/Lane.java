package io.fusebox.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One event loop, and all connections of the destinations that belong to it: so nothing here is shared between threads.
 */
final class Lane {
    private final Vertx vertx;
    private final Context context;
    private final ConnectionPools pools;

    private Lane(Vertx vertx, Context context, ConnectionPools pools) {
        this.vertx = vertx;
        this.context = context;
        this.pools = pools;
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
        context.runOnContext(_ -> task.run());
    }

    ConnectionPools pools() {
        return pools;
    }

    /** On the event loop. */
    long after(long nanos, Runnable task) {
        return vertx.setTimer(Math.max(1, (nanos + 999_999) / 1_000_000), _ -> task.run());
    }

    void cancel(long timer) {
        vertx.cancelTimer(timer);
    }
}
