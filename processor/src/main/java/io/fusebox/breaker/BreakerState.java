package io.fusebox.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a breaker stands, and since when. What may follow a state of its own accord is a method on it; what an operator may always
 * demand is a method on all.
 *
 * <pre>
 *              failures, slow calls                  probe() at until
 *   ┌─────────┐  open()       ┌──────┐ ─────────────────────────────> ┌──────────┐
 *   │ Closed  │ ────────────> │ Open │                                │ HalfOpen │
 *   └─────────┘               └──────┘ <───────────────────────────── └──────────┘
 *        ^                              reopen(): probes fail, max-wait     │
 *        └──────────────────────────────────────────────────────────────────┘
 *                              close(): probes succeed
 *
 *   any ── forceOpen() ──> ForcedOpen ── release() ──> HalfOpen
 *   any ── forceClosed() ──> ForcedClosed ── release() ──> Closed
 *   any ── reset() ──> Closed        mode: disabled <──> Disabled
 * </pre>
 */
public sealed interface BreakerState {
    Instant since();

    /** Calls are made and counted. */
    record Closed(Instant since, boolean rampingUp) implements BreakerState {
        Open open(Instant now, Duration interval) {
            return new Open(now, now.plus(interval));
        }

        /** Whether the breaker has closed so recently that its limit still grows. */
        boolean isRampingUp(Optional<Duration> rampUp, Instant now) {
            return rampingUp && rampUp.isPresent() && now.isBefore(since.plus(rampUp.get()));
        }

        /** The limit of a ramp-up, which grows evenly from the first to the full. */
        int limit(int first, int full, Duration rampUp, Instant now) {
            double share = (double) Duration.between(since, now).toMillis() / rampUp.toMillis();
            return full <= first ? full : first + (int) ((full - first) * share);
        }
    }

    /** Calls are refused. */
    record Open(Instant since, Instant until) implements BreakerState {
        HalfOpen probe(Instant now) {
            return new HalfOpen(now, 0, 0);
        }

        /** A shorter wait holds at once, a longer one from the next opening on. */
        Open within(Duration interval) {
            Instant sooner = since.plus(interval);
            return sooner.isBefore(until) ? new Open(since, sooner) : this;
        }
    }

    /**
     * A few calls are made, to see whether the destination is back.
     *
     * @param successes probes of this round that succeeded
     * @param failures probes of this round that failed
     */
    record HalfOpen(Instant since, int successes, int failures) implements BreakerState {
        HalfOpen afterSuccess() {
            return new HalfOpen(since, successes + 1, failures);
        }

        HalfOpen afterFailure() {
            return new HalfOpen(since, successes, failures + 1);
        }

        boolean hasNoVote() {
            return successes + failures == 0;
        }

        Closed close(Instant now) {
            return new Closed(now, true);
        }

        Open reopen(Instant now, Duration interval) {
            return new Open(now, now.plus(interval));
        }
    }

    /** Calls are refused until an operator says otherwise. */
    record ForcedOpen(Instant since) implements BreakerState {
        /** The destination may have been away for good reason, and calls have queued: it is probed first. */
        HalfOpen release(Instant now) {
            return new HalfOpen(now, 0, 0);
        }
    }

    /** Calls are made and counted, and the breaker does not open until an operator says otherwise. */
    record ForcedClosed(Instant since) implements BreakerState {
        Closed release(Instant now) {
            return new Closed(now, false);
        }
    }

    /** Calls are made; only totals are counted. */
    record Disabled(Instant since) implements BreakerState {
        Closed enable(Instant now) {
            return new Closed(now, false);
        }
    }

    default ForcedOpen forceOpen(Instant now) {
        return new ForcedOpen(now);
    }

    default ForcedClosed forceClosed(Instant now) {
        return new ForcedClosed(now);
    }

    /** Where calls were held back, they come back at the pace of a ramp-up. */
    default Closed reset(Instant now) {
        return new Closed(now, !isFlowing());
    }

    default Disabled disable(Instant now) {
        return new Disabled(now);
    }

    /** Whether all calls are made and counted in the window. */
    default boolean isFlowing() {
        return switch (this) {
            case Closed _,ForcedClosed _ -> true;
            case Open _,HalfOpen _,ForcedOpen _,Disabled _ -> false;
        };
    }

    /** Whether this is time that the destination was not available. */
    default boolean isOpen() {
        return switch (this) {
            case Open _,ForcedOpen _ -> true;
            case Closed _,HalfOpen _,ForcedClosed _,Disabled _ -> false;
        };
    }

    /** The same state by a clock that was set back. */
    default BreakerState movedBack(Duration by) {
        return switch (this) {
            case Closed(Instant since, boolean rampingUp) -> new Closed(since.minus(by), rampingUp);
            case Open(Instant since, Instant until) -> new Open(since.minus(by), until.minus(by));
            case HalfOpen(Instant since, int successes, int failures) ->
                new HalfOpen(since.minus(by), successes, failures);
            case ForcedOpen(Instant since) -> new ForcedOpen(since.minus(by));
            case ForcedClosed(Instant since) -> new ForcedClosed(since.minus(by));
            case Disabled(Instant since) -> new Disabled(since.minus(by));
        };
    }

    default Kind kind() {
        return switch (this) {
            case Closed _ -> Kind.CLOSED;
            case Open _ -> Kind.OPEN;
            case HalfOpen _ -> Kind.HALF_OPEN;
            case ForcedOpen _ -> Kind.FORCED_OPEN;
            case ForcedClosed _ -> Kind.FORCED_CLOSED;
            case Disabled _ -> Kind.DISABLED;
        };
    }

    /** {@code half_open}: as in JSON and in metric labels. */
    default String label() {
        return kind().label();
    }

    /** The value of {@code circuit_breaker_state}. */
    default int number() {
        return kind().number();
    }

    /** A state without its data: what events and metrics speak of. */
    enum Kind {
        CLOSED, HALF_OPEN, OPEN, FORCED_OPEN, DISABLED, FORCED_CLOSED;

        /** {@code half_open}: as in JSON and in metric labels. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The value of {@code circuit_breaker_state}: 0 closed, 1 half-open, 2 open, 3 forced-open, 4 disabled, 5 forced-closed. */
        public int number() {
            return switch (this) {
                case CLOSED -> 0;
                case HALF_OPEN -> 1;
                case OPEN -> 2;
                case FORCED_OPEN -> 3;
                case DISABLED -> 4;
                case FORCED_CLOSED -> 5;
            };
        }

        /** @throws IllegalArgumentException naming the label that is none */
        public static Kind ofLabel(String label) {
            for (Kind kind : values()) {
                if (kind.label().equals(label)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("'%s' is no state of a breaker".formatted(label));
        }
    }
}
