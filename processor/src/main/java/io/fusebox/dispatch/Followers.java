package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import io.fusebox.call.OrderingKey;
import io.fusebox.call.ParkReason;
import io.fusebox.call.ResultStatus;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Calls behind others with the same ordering key: where they wait, and how they go on. */
final class Followers {
    private final Turns turns;
    private final Ledger ledger;
    private final Lanes lanes;
    private final Parker parker;
    private final Departures departures;
    private final Endings endings;

    Followers(Turns turns, Ledger ledger, Lanes lanes, Parker parker, Departures departures, Endings endings) {
        this.turns = turns;
        this.ledger = ledger;
        this.lanes = lanes;
        this.parker = parker;
        this.departures = departures;
        this.endings = endings;
    }

    /** A call has come while one before it is not over. */
    void add(Lane lane, Delivery delivery, Instant now) {
        if (turns.hasRoomBehind(delivery, lane.destination().policy().queue())) {
            turns.follow(new Lane.Waiting(ledger.add(new LedgerRow.Waiting(delivery)), delivery));
        } else {
            parker.hold(lane, delivery, OptionalInt.empty(), now);
        }
    }

    /** Where calls have ended, those behind them go on. */
    void goOn(Instant now) {
        Set<DestinationLanes> changed = new LinkedHashSet<>();
        for (int keys = 0; keys < Dispatcher.MOST_ENDINGS && turns.hasFreed(); keys++) {
            OrderingKey key = turns.pollFreed();
            turns.next(key).ifPresent(next -> {
                switch (next) {
                    case Turns.Next.InMemory(Lane.Waiting call) -> resume(call, now);
                    case Turns.Next.Held(ParkingKey place) -> lanes.release(place);
                }
                lanes.find(key.destination()).ifPresent(changed::add);
            });
        }
        changed.forEach(destination -> departures.startNext(destination, now));
    }

    private void resume(Lane.Waiting call, Instant now) {
        Delivery delivery = call.delivery();
        lanes.find(delivery.call().destination()).ifPresentOrElse(destination -> {
            Lane lane = lanes.open(destination, destination.policy().breakerOf(delivery.call()), now);
            Optional<Instant> later = delivery.call().notBefore().filter(now::isBefore);
            if (later.isPresent()) {
                parker.park(lane, delivery, ParkReason.SCHEDULED, later.get(), OptionalInt.of(call.slot()), now);
            } else {
                departures.putFirst(lane, call);
            }
        }, () -> {
            ledger.remove(call.slot());
            endings.refused(delivery, ResultStatus.FAILED, ArrivalCheck.unknownDestination(delivery), "", now);
        });
    }

    /** To be called once a second: whoever waits for a result is told in time, and nobody waits in memory for long. */
    void sweep(Instant now) {
        for (Lane.Waiting call : turns.takeHeldUp(now, key -> lanes.find(key.destination()).isPresent())) {
            lanes.find(call.delivery().call().destination())
                    .map(destination -> lanes.open(destination,
                            destination.policy().breakerOf(call.delivery().call()), now))
                    .ifPresent(lane -> parker.hold(lane, call.delivery(), OptionalInt.of(call.slot()), now));
        }
        for (Lane.Waiting call : turns.takeExpired(delivery -> expiresAt(delivery).filter(now::isBefore).isEmpty())) {
            Delivery delivery = call.delivery();
            ledger.remove(call.slot());
            endings.expired(delivery, expiresAt(delivery).orElse(now), "", now);
        }
    }

    private Optional<Instant> expiresAt(Delivery delivery) {
        return lanes.find(delivery.call().destination())
                .map(destination -> destination.policy().retry().expiresAt(delivery));
    }
}
