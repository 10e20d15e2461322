package io.fusebox.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * From a host's name to its addresses. A look-up runs on a virtual thread of its own; those that ask for the same host meanwhile
 * share it. Its addresses are kept for {@link #FOUND_TTL}, a failure for {@link #FAILED_TTL}.
 *
 * <p>Threading notes: any thread may call it; it never blocks. The future completes on the look-up's thread.
 */
public final class AddressResolver {
    public static final Duration FOUND_TTL = Duration.ofSeconds(30);
    public static final Duration FAILED_TTL = Duration.ofSeconds(1);
    /** Hosts that are remembered; the oldest is forgotten first. */
    private static final int CAPACITY = 1_024;

    static {
        // The JDK remembers failed look-ups for 10 s by itself. It reads this once, at its first look-up.
        Security.setProperty("networkaddress.cache.negative.ttl", Long.toString(FAILED_TTL.toSeconds()));
    }

    /** What asks the name service. */
    @FunctionalInterface
    public interface Lookup {
        /** @throws UnknownHostException where the host has no address */
        List<InetAddress> addressesOf(String host) throws UnknownHostException;
    }

    private final Lookup lookup;
    /** By host, oldest first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private AddressResolver(Lookup lookup) {
        this.lookup = lookup;
    }

    /** As the JDK resolves names: {@code /etc/hosts}, then DNS. */
    public static AddressResolver ofJdk() {
        return new AddressResolver(host -> Arrays.asList(InetAddress.getAllByName(host)));
    }

    public static AddressResolver of(Lookup lookup) {
        return new AddressResolver(lookup);
    }

    /**
     * @param host a name, or an IP address, which needs no look-up (IPv6 without brackets)
     * @return completes with at least one address, or with an {@link UnknownHostException}
     */
    CompletableFuture<List<InetAddress>> resolve(String host) {
        if (mayBeLiteral(host)) {
            try {
                return CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(host)));
            } catch (IllegalArgumentException _) {
                // A name after all, such as 999.example or one of digits alone.
            }
        }
        long now = System.nanoTime();
        Entry entry;
        synchronized (entries) {
            Entry known = entries.get(host);
            if (known != null && known.isFresh(now)) {
                return known.addresses;
            }
            entries.remove(host);
            entry = new Entry();
            entries.put(host, entry);
            if (entries.size() > CAPACITY) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
        Thread.ofVirtual().name("lookup of " + host).start(() -> entry.run(lookup, host));
        return entry.addresses;
    }

    /** Spares names the exception. */
    private static boolean mayBeLiteral(String host) {
        char last = host.charAt(host.length() - 1);
        return host.indexOf(':') >= 0 || (last >= '0' && last <= '9');
    }

    private static final class Entry {
        private final CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
        /** Written before the future completes, read after. */
        private long freshUntil;

        /** A look-up under way is fresh: that is how it is shared. */
        boolean isFresh(long now) {
            return !addresses.isDone() || now - freshUntil < 0;
        }

        void run(Lookup lookup, String host) {
            try {
                List<InetAddress> found = List.copyOf(lookup.addressesOf(host));
                if (found.isEmpty()) {
                    throw new UnknownHostException(host);
                }
                freshUntil = System.nanoTime() + FOUND_TTL.toNanos();
                addresses.complete(found);
            } catch (UnknownHostException | RuntimeException e) {
                freshUntil = System.nanoTime() + FAILED_TTL.toNanos();
                addresses.completeExceptionally(e);
            }
        }
    }
}
