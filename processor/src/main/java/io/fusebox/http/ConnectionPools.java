package io.fusebox.http;

import io.fusebox.call.Destination;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pools of all destinations of one event loop. Their number is bounded, for ad-hoc URLs may name any number of origins:
 * beyond, the pool that nobody uses and that was used longest ago is closed.
 *
 * <p>Threading notes: belongs to one event loop.
 */
final class ConnectionPools {
    /** A destination whose base URL or concurrency changes gets another pool; the old one empties itself. */
    private record Key(String destination, Endpoint endpoint, int concurrency) {}

    private final Dialer dialer;
    private final int limit;
    private final long keepAliveNanos;
    /** The one used last, last. */
    private final Map<Key, ConnectionPool> pools = new LinkedHashMap<>(16, 0.75f, true);

    ConnectionPools(Dialer dialer, HttpSettings settings) {
        this.dialer = dialer;
        this.limit = settings.maxPools();
        this.keepAliveNanos = settings.keepAlive().toNanos();
    }

    ConnectionPool of(Destination destination, Endpoint endpoint) {
        Key key = new Key(destination.name(), endpoint, destination.concurrency());
        ConnectionPool known = pools.get(key);
        if (known != null) {
            return known;
        }
        ConnectionPool pool = new ConnectionPool(dialer, endpoint, destination.concurrency(), keepAliveNanos);
        pools.put(key, pool);
        if (pools.size() > limit) {
            closeEldestIdle(pool);
        }
        return pool;
    }

    private void closeEldestIdle(ConnectionPool newest) {
        for (Iterator<ConnectionPool> all = pools.values().iterator(); all.hasNext();) {
            ConnectionPool pool = all.next();
            if (pool != newest && pool.isIdle()) {
                all.remove();
                pool.closeIdle();
                return;
            }
        }
    }

    /** To be called now and then. */
    void sweep() {
        long now = System.nanoTime();
        pools.values().forEach(pool -> pool.closeStale(now));
        pools.values().removeIf(pool -> pool.isForgotten(now));
    }
}
