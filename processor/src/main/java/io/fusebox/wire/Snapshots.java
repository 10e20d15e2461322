package io.fusebox.wire;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.FailureStreak;
import io.fusebox.breaker.OpenMinute;
import io.fusebox.breaker.WindowSnapshot;
import io.fusebox.call.BreakerName;
import io.fusebox.schemas.state.WindowSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What breakers remember, to Avro and back. */
final class Snapshots {
    private Snapshots() {}

    static io.fusebox.schemas.state.BreakerSnapshot toAvro(BreakerSnapshot snapshot) {
        var builder = io.fusebox.schemas.state.BreakerSnapshot.newBuilder()
                .setDestination(snapshot.name().destination())
                .setOperation(snapshot.name().operation().orElse(null))
                .setAt(snapshot.at())
                .setState(snapshot.state().label())
                .setSince(snapshot.state().since())
                .setGeneration(snapshot.generation())
                .setSequence(snapshot.sequence())
                .setConsecutiveOpens(snapshot.consecutiveOpens())
                .setWindowSince(snapshot.window().since())
                .setWindowUntil(snapshot.window().until())
                .setSlices(snapshot.window().slices().stream().map(Snapshots::slice).toList())
                .setFailuresInARow(snapshot.streak().failures())
                .setFirstInARow(snapshot.streak().first())
                .setLastInARow(snapshot.streak().last())
                .setTotals(Breakers.totals(snapshot.totals()))
                .setLastFailure(snapshot.lastFailure().map(Breakers::lastFailure).orElse(null))
                .setOpenTime(snapshot.openTime()
                        .stream()
                        .map(minute -> new io.fusebox.schemas.state.OpenMinute(minute.start(),
                                minute.open().toMillis()))
                        .toList())
                .setStateChanges(snapshot.stateChanges()
                        .stream()
                        .map(change -> Breakers.toAvro(change, Optional.empty()))
                        .toList());
        switch (snapshot.state()) {
            case BreakerState.Open(var _, Instant until) -> builder.setUntil(until);
            case BreakerState.Closed(var _, boolean rampingUp) -> builder.setRampingUp(rampingUp);
            case BreakerState.HalfOpen(var _, int successes, int failures) ->
                builder.setProbeSuccesses(successes).setProbeFailures(failures);
            case BreakerState.ForcedOpen _,BreakerState.ForcedClosed _,BreakerState.Disabled _ -> {
                // Nothing but since.
            }
        }
        return builder.build();
    }

    static BreakerSnapshot toDomain(io.fusebox.schemas.state.BreakerSnapshot snapshot) {
        List<WindowSnapshot.Slice> slices = snapshot.getSlices().stream().map(Snapshots::slice).toList();
        return new BreakerSnapshot(
                new BreakerName(snapshot.getDestination(), snapshot.getOperation()),
                snapshot.getAt(),
                state(snapshot),
                snapshot.getGeneration(),
                snapshot.getSequence(),
                snapshot.getConsecutiveOpens(),
                new WindowSnapshot(snapshot.getWindowSince(), snapshot.getWindowUntil(), slices),
                new FailureStreak(snapshot.getFailuresInARow(), snapshot.getFirstInARow(), snapshot.getLastInARow()),
                Breakers.totals(snapshot.getTotals()), snapshot.getLastFailure().map(Breakers::lastFailure),
                snapshot.getOpenTime()
                        .stream()
                        .map(minute -> new OpenMinute(minute.getStart(), Duration.ofMillis(minute.getOpenMs())))
                        .toList(),
                snapshot.getStateChanges().stream().map(Breakers::toDomain).toList());
    }

    private static BreakerState state(io.fusebox.schemas.state.BreakerSnapshot snapshot) {
        Instant since = snapshot.getSince();
        return switch (Breakers.kind("state", snapshot.getState())) {
            case CLOSED -> new BreakerState.Closed(since, snapshot.getRampingUp());
            case OPEN -> new BreakerState.Open(since, snapshot.getUntil()
                    .orElseThrow(() -> new MalformedRecordException("field 'until' is missing, which open needs")));
            case HALF_OPEN ->
                new BreakerState.HalfOpen(since, snapshot.getProbeSuccesses(), snapshot.getProbeFailures());
            case FORCED_OPEN -> new BreakerState.ForcedOpen(since);
            case FORCED_CLOSED -> new BreakerState.ForcedClosed(since);
            case DISABLED -> new BreakerState.Disabled(since);
        };
    }

    private static WindowSlice slice(WindowSnapshot.Slice slice) {
        return new WindowSlice(slice.start(), slice.calls(), slice.failed(), slice.slow(), slice.ignored(),
                slice.timed(), slice.micros());
    }

    private static WindowSnapshot.Slice slice(WindowSlice slice) {
        return new WindowSnapshot.Slice(slice.getStart(), slice.getCalls(), slice.getFailed(), slice.getSlow(),
                slice.getIgnored(), slice.getTimed(), slice.getMicros());
    }
}
