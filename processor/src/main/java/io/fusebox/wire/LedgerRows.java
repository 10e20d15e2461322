package io.fusebox.wire;

import io.fusebox.call.BreakerName;
import io.fusebox.call.OrderingKey;
import io.fusebox.call.Turn;
import io.fusebox.dispatch.Cargo;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.schemas.state.InFlightRow;
import io.fusebox.schemas.state.ParkingPlace;
import io.fusebox.schemas.state.ParkingRow;
import io.fusebox.schemas.state.UndecodedRow;
import io.fusebox.schemas.state.WaitingRow;
import java.time.Instant;
import java.util.Optional;

/** The ledger's rows to Avro and back. */
final class LedgerRows {
    private LedgerRows() {}

    static io.fusebox.schemas.state.LedgerRow toAvro(LedgerRow row) {
        return new io.fusebox.schemas.state.LedgerRow(switch (row) {
            case LedgerRow.Waiting(var delivery) -> new WaitingRow(Deliveries.toAvro(delivery));
            case LedgerRow.Parking(var breaker, var due, var turn) -> parking(breaker, due, turn);
            case LedgerRow.Unread(var record, var receivedAt) -> new UndecodedRow(DeadLetters.raw(record), receivedAt);
            case LedgerRow.InFlight flight -> inFlight(flight);
        });
    }

    private static ParkingRow parking(BreakerName breaker, Instant due, Optional<Turn> turn) {
        return ParkingRow.newBuilder()
                .setBreaker(breaker.toString())
                .setDue(due)
                .setOrderingKey(turn.map(its -> its.key().key()).orElse(null))
                .setTurn(turn.map(Turn::number).orElse(null))
                .build();
    }

    private static Optional<Turn> turn(ParkingRow parking) {
        String destination = BreakerName.parse(parking.getBreaker()).destination();
        return parking.getOrderingKey()
                .flatMap(key -> parking.getTurn().map(turn -> new Turn(new OrderingKey(destination, key), turn)));
    }

    private static InFlightRow inFlight(LedgerRow.InFlight flight) {
        InFlightRow.Builder row = InFlightRow.newBuilder()
                .setBreaker(flight.breaker().toString())
                .setGeneration(flight.generation())
                .setProbe(flight.probe())
                .setSequence(flight.attempt())
                .setStartedAt(flight.startedAt())
                .setLeaseUntil(flight.leaseUntil())
                .setAtMostOnce(flight.atMostOnce());
        switch (flight.cargo()) {
            case Cargo.Fresh(var delivery) -> row.setDelivery(Deliveries.toAvro(delivery));
            case Cargo.Drained(ParkingKey key) ->
                row.setParkedAt(new ParkingPlace(key.lane().toString(), key.due(), key.sequence()));
        }
        return row.build();
    }

    static LedgerRow toDomain(io.fusebox.schemas.state.LedgerRow row) {
        return switch (row.getRow()) {
            case WaitingRow waiting -> new LedgerRow.Waiting(Deliveries.toDomain(waiting.getDelivery()));
            case ParkingRow parking ->
                new LedgerRow.Parking(BreakerName.parse(parking.getBreaker()), parking.getDue(), turn(parking));
            case UndecodedRow unread -> new LedgerRow.Unread(DeadLetters.raw(unread.getRaw()), unread.getReceivedAt());
            case InFlightRow flight -> new LedgerRow.InFlight(cargo(flight), BreakerName.parse(flight.getBreaker()),
                    flight.getSequence(), flight.getStartedAt(), flight.getLeaseUntil(), flight.getGeneration(),
                    flight.getProbe(), flight.getAtMostOnce());
            case Object other -> throw new MalformedRecordException("no row of the ledger is a " + other.getClass());
        };
    }

    private static Cargo cargo(InFlightRow flight) {
        return flight.getDelivery()
                .<Cargo>map(delivery -> new Cargo.Fresh(Deliveries.toDomain(delivery)))
                .or(() -> flight.getParkedAt()
                        .map(place -> new Cargo.Drained(new ParkingKey(BreakerName.parse(place.getBreaker()),
                                place.getDue(), place.getSequence()))))
                .orElseThrow(() -> new MalformedRecordException("an attempt without its call"));
    }
}
