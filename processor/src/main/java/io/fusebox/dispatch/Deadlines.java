package io.fusebox.dispatch;

import io.fusebox.call.Parked;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/** Ends calls whose time is over while they wait, and looks at parked ones that others can answer. */
final class Deadlines {
    private final SortedHead<Expiry> expiries;
    private final Parking parking;
    private final Ledger ledger;
    private final Lanes lanes;
    private final Parker parker;
    private final Fallbacks fallbacks;
    private final Endings endings;

    Deadlines(SortedHead<Expiry> expiries, Memory memory, Lanes lanes, Parker parker, Fallbacks fallbacks,
            Endings endings) {
        this.expiries = expiries;
        this.parking = memory.parking();
        this.ledger = memory.ledger();
        this.lanes = lanes;
        this.parker = parker;
        this.fallbacks = fallbacks;
        this.endings = endings;
    }

    /** When the next parked call is to be looked at. */
    Optional<Instant> next() {
        return expiries.first().map(Expiry::at);
    }

    /** Parked calls; also where a breaker is open: whoever waits for a result is told in time. */
    void meetParked(Instant now) {
        for (int met = 0; met < Dispatcher.MOST_ENDINGS; met++) {
            Optional<Expiry> next = expiries.first().filter(expiry -> !expiry.at().isAfter(now));
            if (next.isEmpty()) {
                return;
            }
            expiries.remove(next.get());
            meet(next.get().key(), now);
        }
    }

    private void meet(ParkingKey key, Instant now) {
        Optional<Lane> lane = lanes.find(key.lane());
        if (lane.filter(its -> its.parked().isTaken(key)).isPresent()) {
            return; // its attempt ends now too, and looks at the time itself
        }
        Parked parked = parking.require(key);
        if (now.isBefore(parked.expiresAt())) {
            look(lane, key, parked, now);
        } else {
            lanes.removeParked(key, now);
            endings.expired(parked.delivery(), parked.expiresAt(), lane.map(Lane::state).orElse(""), now);
        }
    }

    /** Where its destination is none any more, the call waits for that to come back, as all that is parked there. */
    private void look(Optional<Lane> lane, ParkingKey key, Parked parked, Instant now) {
        if (lane.isPresent()) {
            lane.get().touch(now);
            parker.look(lane.get(), key, parked, now);
        } else if (fallbacks.sendHome(parked.delivery(), now)) {
            lanes.removeParked(key, now);
        } else {
            parking.remove(key, parked);
            parking.put(key, parked.lookedAt(Optional.empty()));
            expiries.add(new Expiry(parked.expiresAt(), key));
        }
    }

    /** Calls in a lane's queue. */
    void expireQueued(Lane lane, Instant now) {
        for (Iterator<Lane.Waiting> queue = lane.queue().iterator(); queue.hasNext();) {
            Lane.Waiting waiting = queue.next();
            Instant expiresAt = lane.destination().policy().retry().expiresAt(waiting.delivery());
            if (!now.isBefore(expiresAt)) {
                queue.remove();
                ledger.remove(waiting.slot());
                endings.expired(waiting.delivery(), expiresAt, lane.state(), now);
            }
        }
    }
}
