package io.fusebox.wire;

import io.fusebox.call.Attempt;
import io.fusebox.call.Delivery;
import io.fusebox.call.Origin;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.TraceContext;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.SourcePosition;
import io.fusebox.schemas.Trace;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Calls on their way, and calls that wait, to Avro and back. */
final class Deliveries {
    private static final int MESSAGE_LIMIT = 500;
    private static final int MOST_ATTEMPTS = 1_000_000_000;

    private Deliveries() {}

    static io.fusebox.schemas.Delivery toAvro(Delivery delivery) {
        return io.fusebox.schemas.Delivery.newBuilder()
                .setRequest(Calls.toAvro(delivery.call()))
                .setSource(position(delivery.origin()))
                .setReceivedAt(delivery.receivedAt())
                .setTrace(delivery.trace()
                        .map(trace -> new Trace(trace.traceparent(), trace.tracestate().orElse(null)))
                        .orElse(null))
                .setAttemptsMade(delivery.attemptsMade())
                .setAttemptsCounted(delivery.attemptsCounted())
                .setAttempts(delivery.history().stream().map(Deliveries::attempt).toList())
                .setReplay(delivery.replay())
                .setTurn(delivery.turn().isPresent() ? delivery.turn().getAsLong() : null)
                .setDetour(delivery.detour().map(Detours::toAvro).orElse(null))
                .setSpentAt(delivery.spentAt())
                .build();
    }

    static Delivery toDomain(io.fusebox.schemas.Delivery delivery) {
        return new Delivery(Calls.toDomain(delivery.getRequest()), origin(delivery.getSource()),
                Calls.time("receivedAt", delivery.getReceivedAt()),
                delivery.getTrace().map(trace -> new TraceContext(trace.getTraceparent(), trace.getTracestate())),
                attempts("attemptsMade", delivery.getAttemptsMade()),
                attempts("attemptsCounted", delivery.getAttemptsCounted()),
                delivery.getAttempts().stream().map(Deliveries::attempt).toList(), delivery.getReplay(),
                delivery.getTurn().map(OptionalLong::of).orElseGet(OptionalLong::empty),
                delivery.getDetour().map(Detours::toDomain), List.copyOf(delivery.getSpentAt()));
    }

    static ParkedCall toAvro(Parked parked) {
        return ParkedCall.newBuilder()
                .setDelivery(toAvro(parked.delivery()))
                .setReason(io.fusebox.schemas.ParkReason.valueOf(parked.reason().name()))
                .setNotBefore(parked.due())
                .setExpiresAt(parked.expiresAt())
                .setLookAt(parked.lookAt().orElse(null))
                .build();
    }

    static Parked toDomain(ParkedCall parked) {
        return new Parked(toDomain(parked.getDelivery()), ParkReason.valueOf(parked.getReason().name()),
                Calls.time("notBefore", parked.getNotBefore()), Calls.time("expiresAt", parked.getExpiresAt()),
                parked.getLookAt().map(time -> Calls.time("lookAt", time)));
    }

    static SourcePosition position(Origin origin) {
        return new SourcePosition(origin.topic(), origin.partition(), origin.offset());
    }

    static Origin origin(SourcePosition position) {
        return new Origin(position.getTopic(), position.getPartition(), position.getOffset());
    }

    /** Anybody may write to the retry topic: what no count can be would overflow in sums. */
    static int attempts(String field, int count) {
        if (count < 0 || count > MOST_ATTEMPTS) {
            throw new MalformedRecordException(
                    "field '%s' is %d: 0 to %d is expected".formatted(field, count, MOST_ATTEMPTS));
        }
        return count;
    }

    private static io.fusebox.schemas.Attempt attempt(Attempt attempt) {
        return io.fusebox.schemas.Attempt.newBuilder()
                .setNumber(attempt.number())
                .setStartedAt(attempt.startedAt())
                .setDurationMs(attempt.duration().toMillis())
                .setProbe(attempt.probe())
                .setOutcome(attempt.outcome())
                .setHttpStatus(attempt.httpStatus().isPresent() ? attempt.httpStatus().getAsInt() : null)
                .setMessage(Texts.shorten(attempt.message(), MESSAGE_LIMIT))
                .build();
    }

    private static Attempt attempt(io.fusebox.schemas.Attempt attempt) {
        return new Attempt(
                attempt.getNumber(),
                attempt.getStartedAt(),
                Duration.ofMillis(attempt.getDurationMs()),
                attempt.getProbe(),
                attempt.getOutcome(),
                attempt.getHttpStatus().map(OptionalInt::of).orElse(OptionalInt.empty()),
                attempt.getMessage());
    }
}
