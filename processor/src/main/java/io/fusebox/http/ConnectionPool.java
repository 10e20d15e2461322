package io.fusebox.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientConnection;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one destination: never more than its concurrency, over all its addresses. The one used last is used next,
 * so that those not needed grow old and are closed.
 *
 * <p>Threading notes: belongs to one event loop.
 */
final class ConnectionPool {

    /** Who wants a connection. */
    interface Taker {
        /** Asked before it is told anything: a taker whose time is over is passed by. */
        boolean stillWants();

        void connected(PooledConnection connection);

        void notConnected(Throwable cause);
    }

    private record Wish(InetAddress address, long timeoutMs, Taker taker) {}

    private final Dialer dialer;
    private final Endpoint endpoint;
    private final int limit;
    private final long keepAliveNanos;
    /** The one used last first. */
    private final Deque<PooledConnection> idle = new ArrayDeque<>();
    private final Deque<Wish> waiting = new ArrayDeque<>();
    /** Connections, also those being opened and being closed. */
    private int open;
    private long lastUsed = System.nanoTime();

    ConnectionPool(Dialer dialer, Endpoint endpoint, int limit, long keepAliveNanos) {
        this.dialer = dialer;
        this.endpoint = endpoint;
        this.limit = limit;
        this.keepAliveNanos = keepAliveNanos;
    }

    /** @param timeoutMs how long to wait for a new connection; waiting for a free place is bounded by the taker alone */
    void take(InetAddress address, long timeoutMs, Taker taker) {
        lastUsed = System.nanoTime();
        waiting.add(new Wish(address, timeoutMs, taker));
        serve();
    }

    /** What {@link PooledConnection#release} does. */
    void release(PooledConnection connection) {
        lastUsed = System.nanoTime();
        if (connection.isUsable()) {
            connection.keepUntil(lastUsed + keepAliveNanos);
            idle.addFirst(connection);
        }
        serve();
    }

    private void serve() {
        for (Wish wish = waiting.peek(); wish != null; wish = waiting.peek()) {
            if (!wish.taker.stillWants()) {
                waiting.poll();
                continue;
            }
            PooledConnection ready = idleTo(wish.address);
            if (ready != null) {
                waiting.poll();
                wish.taker.connected(ready);
            } else if (open < limit) {
                waiting.poll();
                dial(wish);
            } else {
                makeRoom();
                return;
            }
        }
    }

    @Nullable
    private PooledConnection idleTo(InetAddress address) {
        long now = System.nanoTime();
        for (Iterator<PooledConnection> all = idle.iterator(); all.hasNext();) {
            PooledConnection connection = all.next();
            if (!connection.isUsable() || connection.isStale(now)) {
                all.remove();
                connection.close();
            } else if (connection.leadsTo(address)) {
                all.remove();
                return connection;
            }
        }
        return null;
    }

    /** All places are taken, some perhaps by connections to another address that nobody uses. */
    private void makeRoom() {
        PooledConnection oldest = idle.pollLast();
        if (oldest != null) {
            oldest.close();
        }
    }

    private void dial(Wish wish) {
        open++;
        dialer.dial(endpoint, wish.address, wish.timeoutMs).onComplete(result -> dialled(wish, result));
    }

    private void dialled(Wish wish, AsyncResult<HttpClientConnection> result) {
        if (result.failed()) {
            open--;
            if (wish.taker.stillWants()) {
                wish.taker.notConnected(result.cause());
            }
            serve();
            return;
        }
        PooledConnection connection = new PooledConnection(this, result.result(), wish.address);
        result.result().exceptionHandler(_ -> connection.spoil());
        result.result().closeHandler(_ -> closed(connection));
        if (wish.taker.stillWants()) {
            wish.taker.connected(connection);
        } else {
            release(connection);
        }
    }

    private void closed(PooledConnection connection) {
        connection.spoil();
        idle.remove(connection);
        open--;
        serve();
    }

    void closeStale(long now) {
        while (!idle.isEmpty() && idle.peekLast().isStale(now)) {
            idle.pollLast().close();
        }
    }

    void closeIdle() {
        while (!idle.isEmpty()) {
            idle.poll().close();
        }
    }

    /** Nobody has a connection or waits for one. */
    boolean isIdle() {
        return waiting.isEmpty() && idle.size() == open;
    }

    boolean isForgotten(long now) {
        return open == 0 && waiting.isEmpty() && now - lastUsed > keepAliveNanos;
    }
}
