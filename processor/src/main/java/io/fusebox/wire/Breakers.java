package io.fusebox.wire;

import io.fusebox.breaker.BreakerMetrics;
import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.LastFailure;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.Totals;
import io.fusebox.breaker.WindowCounts;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Operator;
import io.fusebox.call.Pause;
import io.fusebox.schemas.BreakerCause;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.BreakerTotals;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What breakers tell, to Avro and back. */
final class Breakers {
    private static final int MESSAGE_LIMIT = 500;

    private Breakers() {}

    static BreakerEvent toAvro(StateChange change, Optional<String> owner) {
        return BreakerEvent.newBuilder()
                .setBreaker(change.breaker().toString())
                .setDestination(change.breaker().destination())
                .setOperation(change.breaker().operation().orElse(null))
                .setSequence(change.sequence())
                .setFrom(change.from().label())
                .setTo(change.to().label())
                .setCause(BreakerCause.valueOf(change.cause().name()))
                .setAt(change.at())
                .setOpenUntil(change.openUntil().orElse(null))
                .setConsecutiveOpens(change.consecutiveOpens())
                .setWindow(window(change.window()))
                .setTotals(totals(change.totals()))
                .setLastFailure(change.lastFailure().map(Breakers::lastFailure).orElse(null))
                .setShadow(change.shadow())
                .setOperator(change.operator().flatMap(Operator::name).orElse(null))
                .setReason(change.operator().flatMap(Operator::reason).orElse(null))
                .setCommand(change.operator().flatMap(Operator::command).orElse(null))
                .setCommandNonce(change.operator().flatMap(Operator::nonce).orElse(null))
                .setOwner(owner.orElse(null))
                .build();
    }

    static StateChange toDomain(BreakerEvent event) {
        if (event.getCause() == BreakerCause.OTHER) {
            throw new MalformedRecordException("field 'cause' is one that only a later version knows");
        }
        return new StateChange(
                new BreakerName(event.getDestination(), event.getOperation()),
                event.getSequence(),
                kind("from", event.getFrom()),
                kind("to", event.getTo()),
                StateChange.Cause.valueOf(event.getCause().name()),
                event.getAt(),
                event.getOpenUntil(),
                event.getConsecutiveOpens(),
                window(event.getWindow()),
                totals(event.getTotals()),
                event.getLastFailure().map(Breakers::lastFailure),
                event.getShadow(), operator(event));
    }

    private static Optional<Operator> operator(BreakerEvent event) {
        return event.getCause() == BreakerCause.OPERATOR
                ? Optional.of(new Operator(event.getOperator(), event.getReason(), event.getCommand(),
                        event.getCommandNonce()))
                : Optional.empty();
    }

    static io.fusebox.schemas.BreakerStatus toAvro(BreakerStatus status) {
        BreakerMetrics metrics = status.metrics();
        return io.fusebox.schemas.BreakerStatus.newBuilder()
                .setBreaker(status.name().toString())
                .setDestination(status.name().destination())
                .setOperation(status.name().operation().orElse(null))
                .setAt(status.at())
                .setOwner(status.owner())
                .setState(status.state().label())
                .setOpenUntil(status.openUntil().orElse(null))
                .setPausedUntil(status.pause().flatMap(Pause::end).orElse(null))
                .setPauseReason(status.pause().map(Pause::why).orElse(null))
                .setPausedBy(status.pause().map(pause -> pause.by().label()).orElse(null))
                .setParked(status.parked())
                .setParkedOldest(status.parkedOldest().orElse(null))
                .setInFlight(status.inFlight())
                .setHealthScore(metrics.healthScore())
                .setWindow(window(metrics.window()))
                .setWindowCoveredMs(metrics.windowCovered().toMillis())
                .setWindowFull(metrics.windowFull())
                .setThroughput(metrics.throughput())
                .setAvailability(metrics.availability())
                .setTotals(totals(metrics.totals()))
                .setLastFailure(metrics.lastFailure().map(Breakers::lastFailure).orElse(null))
                .setStateChanges(
                        metrics.stateChanges().stream().map(change -> toAvro(change, Optional.empty())).toList())
                .setPolicy(values(status.policy(),
                        value -> new io.fusebox.schemas.PolicyValue(value.value(), value.origin())))
                .build();
    }

    static BreakerStatus toDomain(io.fusebox.schemas.BreakerStatus status) {
        BreakerMetrics metrics = new BreakerMetrics(
                kind("state", status.getState()),
                window(status.getWindow()),
                totals(status.getTotals()),
                status.getLastFailure().map(Breakers::lastFailure),
                status.getThroughput(),
                Duration.ofMillis(status.getWindowCoveredMs()),
                status.getWindowFull(),
                status.getAvailability(),
                status.getStateChanges().stream().map(Breakers::toDomain).toList());
        return new BreakerStatus(
                new BreakerName(status.getDestination(), status.getOperation()),
                metrics,
                status.getParked(),
                status.getParkedOldest(),
                status.getInFlight(),
                status.getOpenUntil(),
                pause(status),
                values(status.getPolicy(), value -> new PolicyValue(value.getValue(), value.getOrigin())),
                status.getOwner(), status.getAt());
    }

    /** An earlier version knew no other pauses than those that a destination asks for. */
    private static Optional<Pause> pause(io.fusebox.schemas.BreakerStatus status) {
        Optional<Pause.By> by = status.getPausedBy()
                .map(Breakers::pausedBy)
                .or(() -> status.getPausedUntil().map(_ -> Pause.By.DESTINATION));
        return by.map(its -> new Pause(status.getPausedUntil().orElse(Pause.UNTIL_RESUMED),
                status.getPauseReason().orElse(""), its));
    }

    static Pause.By pausedBy(String label) {
        return Pause.By.ofLabel(label)
                .orElseThrow(() -> new MalformedRecordException("'%s' is nobody who has a destination paused"
                        .formatted(Texts.shorten(label, 40))));
    }

    static BreakerState.Kind kind(String field, String label) {
        try {
            return BreakerState.Kind.ofLabel(label);
        } catch (IllegalArgumentException _) {
            throw new MalformedRecordException("field '%s' is '%s', which is no state that this version knows"
                    .formatted(field, Texts.shorten(label, 40)));
        }
    }

    static BreakerTotals totals(Totals totals) {
        return new BreakerTotals(totals.calls(), totals.successes(), totals.failures(), totals.ignored(),
                totals.rejections(), totals.shadowRejections());
    }

    static Totals totals(BreakerTotals totals) {
        return new Totals(totals.getCalls(), totals.getSuccesses(), totals.getFailures(), totals.getIgnored(),
                totals.getRejections(), totals.getShadowRejections());
    }

    static io.fusebox.schemas.LastFailure lastFailure(LastFailure failure) {
        return new io.fusebox.schemas.LastFailure(failure.at(), failure.kind(),
                Texts.shorten(failure.message(), MESSAGE_LIMIT));
    }

    static LastFailure lastFailure(io.fusebox.schemas.LastFailure failure) {
        return new LastFailure(failure.getAt(), failure.getKind(), failure.getMessage());
    }

    private static io.fusebox.schemas.WindowCounts window(WindowCounts window) {
        double averageMs = window.average().toNanos() / 1e6;
        return new io.fusebox.schemas.WindowCounts(window.calls(), window.failed(), window.slow(), window.ignored(),
                averageMs, window.failureRate(), window.slowRate());
    }

    private static WindowCounts window(io.fusebox.schemas.WindowCounts window) {
        Duration average = Duration.of(Math.round(window.getAverageMs() * 1000), ChronoUnit.MICROS);
        return new WindowCounts(window.getCalls(), window.getFailed(), window.getSlow(), window.getIgnored(), average);
    }

    private static <A, B> Map<String, B> values(Map<String, A> map, Function<A, B> each) {
        return map.entrySet()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> each.apply(entry.getValue())));
    }
}
