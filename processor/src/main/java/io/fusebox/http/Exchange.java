package io.fusebox.http;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.execution.AttemptOrder;
import io.fusebox.execution.Completion;
import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt under way: name to addresses, address to connection, request, answer; perhaps again for a redirect; all within one
 * deadline.
 *
 * <p>Threading notes: made on a stream thread, lives on its lane's event loop. Only {@link #cancel} and {@link #letGo} come from
 * elsewhere; whoever sets {@code over} tells the completion.
 */
final class Exchange implements ConnectionPool.Taker, AnswerReader.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    /** How often a connection may turn out closed before the request is written. */
    private static final int STALE_CONNECTIONS = 3;

    private enum Phase {
        RESOLVING("no address of %s"),
        CONNECTING("no connection to %s"),
        WAITING("no answer of %s"),
        READING("no complete answer of %s");

        private final String lack;

        Phase(String lack) {
            this.lack = lack;
        }
    }

    private final AttemptOrder order;
    private final HttpSettings settings;
    private final Lane lane;
    private final Consumer<Exchange> onOver;
    private final Consumer<Completion> onCompletion;
    private final long startedAt = System.nanoTime();
    private final long deadline;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean sent;

    private Timers.@Nullable Timer timer;
    private Phase phase = Phase.RESOLVING;
    private Hop hop;
    private Endpoint endpoint = Endpoint.UNKNOWN;
    /** Those not tried yet. */
    private List<InetAddress> addresses = List.of();
    private @Nullable InetAddress address;
    private @Nullable PooledConnection connection;
    /** The whole request, to the socket. */
    private boolean isWritten;
    private int redirects;
    private int stale;

    Exchange(AttemptOrder order, HttpSettings settings, Lane lane, Consumer<Exchange> onOver,
            Consumer<Completion> onCompletion) {
        this.order = order;
        this.settings = settings;
        this.lane = lane;
        this.onOver = onOver;
        this.onCompletion = onCompletion;
        this.deadline = startedAt + order.timeout().toNanos();
        this.hop = Hop.first(order.target(), order.call());
    }

    void start() {
        if (over.get() || isLate()) {
            return;
        }
        timer = lane.timers().at(deadline, System.nanoTime(), this::timedOut);
        try {
            visit(hop);
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void visit(Hop next) {
        hop = next;
        endpoint = Endpoint.of(next.target());
        phase = Phase.RESOLVING;
        stale = 0;
        CompletableFuture<List<InetAddress>> found = settings.resolver().resolve(endpoint.host());
        if (found.isDone()) {
            resolved(found);
        } else {
            var _ = found.whenComplete((_, _) -> lane.run(() -> {
                try {
                    resolved(found);
                } catch (RuntimeException e) {
                    broken(e);
                }
            }));
        }
    }

    /** A target that was not checked, or a guard that throws: nothing is sent, and the caller is told at once. */
    private void broken(RuntimeException e) {
        LOG.error("attempt-impossible destination={} callId={}", order.destination().name(), order.call().id(), e);
        finish(failed(FailureKind.PROTOCOL,
                "%s: the request cannot be made (%s)".formatted(endpoint, e.getClass().getSimpleName())));
    }

    private void resolved(CompletableFuture<List<InetAddress>> found) {
        if (over.get()) {
            return;
        }
        if (found.isCompletedExceptionally()) {
            finish(Failures.noAddress(endpoint, found.exceptionNow(), sent));
            return;
        }
        List<InetAddress> permitted = new ArrayList<>(found.resultNow().size());
        String refusal = "";
        for (InetAddress candidate : found.resultNow()) {
            Optional<String> reason = settings.guard().refusal(order.destination(), candidate);
            if (reason.isPresent()) {
                refusal = candidate.getHostAddress() + ": " + reason.get();
            } else {
                permitted.add(candidate);
            }
        }
        if (permitted.isEmpty()) {
            finish(failed(FailureKind.REFUSED_ADDRESS, "%s (%s)".formatted(endpoint, refusal)));
            return;
        }
        addresses = permitted;
        connect(addresses.removeFirst());
    }

    private void connect(InetAddress to) {
        phase = Phase.CONNECTING;
        address = to;
        // An address that swallows packets leaves time for those after it.
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) / (1 + addresses.size());
        lane.pools().of(order.destination(), endpoint).take(to, left, this);
    }

    @Override
    public boolean stillWants() {
        return !over.get();
    }

    @Override
    public void notConnected(Throwable cause) {
        Outcome.Failed failure = Failures.notConnected(endpoint, address == null ? "" : address.getHostAddress(), cause,
                sent);
        if (failure.kind() == FailureKind.CONNECT && !addresses.isEmpty()) {
            connect(addresses.removeFirst());
        } else {
            finish(failure);
        }
    }

    @Override
    public void connected(PooledConnection taken) {
        connection = taken;
        try {
            taken.connection().request(RequestHead.line(hop)).onComplete(result -> send(taken, result));
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void send(PooledConnection taken, AsyncResult<HttpClientRequest> result) {
        if (over.get() || isLate()) {
            if (result.succeeded()) {
                // Vert.x logs as an error what befalls a request that nobody listens to.
                result.result().exceptionHandler(_ -> {});
            }
            return;
        }
        if (result.failed()) {
            closedUnderOurHands(taken);
            return;
        }
        HttpClientRequest request = result.result();
        new AnswerReader(hop, endpoint, order.destination().bodyLimit(), this).attach(request);
        try {
            RequestHead.write(request.headers(), order, hop, endpoint, settings.userAgent());
        } catch (IllegalArgumentException _) {
            finish(failed(FailureKind.PROTOCOL,
                    "%s: a header of the call or the destination cannot be sent".formatted(endpoint)));
            return;
        }
        phase = Phase.WAITING;
        sent = true;
        isWritten = false;
        // What goes wrong here, goes wrong with the answer too.
        Future<Void> end = hop.body().isEmpty() ? request.end() : request.end(shared(hop.body()));
        end.onSuccess(_ -> isWritten = true);
    }

    /** Not copied: nobody writes to a payload. */
    private static Buffer shared(Payload body) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(body.bytes()));
    }

    /** An idle connection may be closed by the other side just now. Nothing of this request was written to it, so: another one. */
    private void closedUnderOurHands(PooledConnection taken) {
        connection = null;
        taken.close();
        if (++stale < STALE_CONNECTIONS && address != null) {
            connect(address);
        } else {
            finish(failed(FailureKind.RESET,
                    "%s: the connection was closed before the request was sent".formatted(endpoint)));
        }
    }

    @Override
    public void headArrived() {
        phase = Phase.READING;
    }

    @Override
    public void answered(Response response, boolean reusable) {
        if (over.get()) {
            return;
        }
        // An answer that was faster than its request leaves the next call behind the rest of it.
        giveBack(reusable && isWritten);
        if (redirects < order.destination().followRedirects()) {
            Optional<Hop> next = hop.next(response, order.destination());
            if (next.isPresent()) {
                redirects++;
                visit(next.get());
                return;
            }
        }
        finish(new Outcome.Answered(response));
    }

    /** Not at once: what the destination sent beyond its answer is noticed first, and is not taken for the next call's. */
    private void giveBack(boolean reusable) {
        PooledConnection used = connection;
        connection = null;
        if (used == null) {
            return;
        }
        if (reusable) {
            lane.run(used::release);
        } else {
            used.close();
        }
    }

    @Override
    public void failed(Outcome.Failed failure) {
        finish(failure);
    }

    /**
     * A process that was paused, or had no time, finds its deadline over before its timer has told. Then nothing more may be sent:
     * somebody else may be making the call by now.
     */
    private boolean isLate() {
        boolean late = System.nanoTime() - deadline >= 0;
        if (late) {
            timedOut();
        }
        return late;
    }

    private void timedOut() {
        finish(failed(FailureKind.TIMEOUT,
                "%s within %d ms".formatted(phase.lack.formatted(endpoint), order.timeout().toMillis())));
    }

    /**
     * From any thread. It is told at once, and keeps its connection until {@link #letGo}: those who wait for one are to be given up
     * first.
     *
     * @return whether it was under way
     */
    boolean cancel() {
        boolean underWay = over.compareAndSet(false, true);
        if (underWay) {
            complete(failed(FailureKind.CANCELLED, "given up: this side is closing"));
        }
        return underWay;
    }

    /** From any thread, after {@link #cancel}. */
    void letGo() {
        try {
            lane.run(this::tidy);
        } catch (RuntimeException _) {
            // The event loop has ended, and with it all connections.
        }
    }

    /** A connection in use is in the middle of something: nobody else can have it. */
    private void tidy() {
        if (timer != null) {
            lane.timers().cancel(timer);
        }
        giveBack(false);
    }

    private Outcome.Failed failed(FailureKind kind, String message) {
        return new Outcome.Failed(kind, message, sent);
    }

    /** On the event loop. */
    private void finish(Outcome outcome) {
        if (over.compareAndSet(false, true)) {
            tidy();
            complete(outcome);
        }
    }

    private void complete(Outcome outcome) {
        onOver.accept(this);
        if (outcome instanceof Outcome.Failed) {
            LOG.debug("attempt-failed destination={} callId={} {}", order.destination().name(), order.call().id(),
                    outcome.describe());
        }
        try {
            onCompletion.accept(new Completion(order.id(), outcome, Duration.ofNanos(System.nanoTime() - startedAt)));
        } catch (RuntimeException e) {
            // It belongs to the caller, and must not end what else runs on this event loop.
            LOG.error("completion-refused destination={} callId={}", order.destination().name(), order.call().id(), e);
        }
    }
}
