package io.fusebox.http;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import java.net.InetAddress;

/** A connection of a {@link ConnectionPool}; on its event loop only. */
final class PooledConnection {
    private final ConnectionPool pool;
    private final HttpClientConnection connection;
    private final InetAddress address;
    private boolean usable = true;
    private long idleUntil;

    PooledConnection(ConnectionPool pool, HttpClientConnection connection, InetAddress address) {
        this.pool = pool;
        this.connection = connection;
        this.address = address;
    }

    HttpClientConnection connection() {
        return connection;
    }

    boolean leadsTo(InetAddress other) {
        return address.equals(other);
    }

    /** Whether another call may go this way. */
    boolean isUsable() {
        return usable && isOpen();
    }

    void keepUntil(long nanoTime) {
        idleUntil = nanoTime;
    }

    boolean isStale(long nanoTime) {
        return nanoTime - idleUntil >= 0;
    }

    /** Something was received that belongs to no call, or it is closed. */
    void spoil() {
        usable = false;
    }

    /** Gives it back to where it was taken from, after a complete answer. */
    void release() {
        pool.release(this);
    }

    /**
     * At once. Vert.x itself closes a connection only after all is flushed that was written to it: never, where the other side
     * does not read, and its place in the pool would be lost. So it is closed beneath, as Vert.x does with idle ones.
     */
    void close() {
        usable = false;
        var _ = contextOf(connection).close();
    }

    private boolean isOpen() {
        return contextOf(connection).channel().isActive();
    }

    /** Beneath Vert.x, which does not show it, but makes no other kind of connection where it does not pool. */
    static ChannelHandlerContext contextOf(HttpClientConnection connection) {
        return ((UnpooledHttpClientConnection) connection).unwrap().channelHandlerContext();
    }
}
