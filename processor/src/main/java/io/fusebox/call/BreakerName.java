package io.fusebox.call;

import java.util.Optional;

/** Names a breaker: {@code payments}, or {@code payments/write} for one operation of a destination. */
public record BreakerName(String destination, Optional<String> operation) implements Comparable<BreakerName> {
    public static BreakerName of(String destination) {
        return new BreakerName(destination, Optional.empty());
    }

    public static BreakerName of(String destination, String operation) {
        return new BreakerName(destination, Optional.of(operation));
    }

    /** @param text what {@link #toString} gives; an ad-hoc origin ({@code https://host:443}) is a destination as it is */
    public static BreakerName parse(String text) {
        int slash = text.contains("://") ? -1 : text.indexOf('/');
        return slash < 0 ? of(text) : of(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(BreakerName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return operation.map(op -> destination + "/" + op).orElse(destination);
    }
}
