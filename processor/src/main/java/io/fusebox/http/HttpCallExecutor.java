package io.fusebox.http;

import io.fusebox.call.Destination;
import io.fusebox.execution.AttemptOrder;
import io.fusebox.execution.CallExecutor;
import io.fusebox.execution.Completion;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts with Vert.x. One per JVM is enough: it serves all destinations.
 *
 * <p>Threading notes: an attempt lives on the event loop of its destination. Completions are told there, except those of
 * {@link #close}, which its caller tells; they must not block.
 */
public final class HttpCallExecutor implements CallExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpCallExecutor.class);
    private static final int CLOSE_SECONDS = 5;

    private final HttpSettings settings;
    private final Vertx vertx;
    private final Lane[] lanes;
    private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public HttpCallExecutor(HttpSettings settings) {
        this.settings = settings;
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(settings.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
        Dialer dialer = new Dialer(vertx, settings);
        this.lanes = IntStream.range(0, settings.eventLoops())
                .mapToObj(_ -> Lane.open(vertx, dialer, settings))
                .toArray(Lane[]::new);
    }

    @Override
    public void execute(AttemptOrder order, Consumer<Completion> onCompletion) {
        Lane lane = laneOf(order.destination());
        Exchange exchange = new Exchange(order, settings, lane, inFlight::remove, onCompletion);
        inFlight.add(exchange);
        if (closed) {
            exchange.cancel();
            return;
        }
        try {
            lane.run(exchange::start);
        } catch (RuntimeException _) {
            // The event loop has ended: it was closed meanwhile.
            exchange.cancel();
        }
    }

    @Override
    public int backlog() {
        int sum = 0;
        for (Lane lane : lanes) {
            sum += lane.backlog();
        }
        return sum;
    }

    private Lane laneOf(Destination destination) {
        return lanes[Math.floorMod(destination.name().hashCode(), lanes.length)];
    }

    /** Waits up to 5 s for the connections to end. */
    @Override
    public void close() {
        closed = true;
        List<Exchange> cancelled = inFlight.stream().filter(Exchange::cancel).toList();
        cancelled.forEach(Exchange::letGo);
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("http-close-incomplete", e);
        }
    }
}
