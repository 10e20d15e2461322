package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Command.Task;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.ParkedFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks over a destination's parked calls for an operator, a bounded number in each decision, so that a transaction stays short. How far
 * it is stands in the memory, in the transaction of what was done: who comes after goes on from there.
 *
 * <p>Calls on their way through the retry topic are met when they are read back; an errand is not over before all have been that were
 * there when it began.
 */
final class Errands {
    private static final class Running {
        private final long number;
        /** Rows of calls that are on their way. */
        private final Set<Integer> inTransit = new HashSet<>();
        private Errand errand;
        private boolean walked;

        Running(long number, Errand errand) {
            this.number = number;
            this.errand = errand;
        }
    }

    private final ErrandMemory memory;
    private final Parking parking;
    private final Ledger ledger;
    private final Lanes lanes;
    private final Endings endings;
    private final List<Running> running = new ArrayList<>();
    private long lastNumber;

    /** Goes on with what an earlier owner has left. */
    Errands(Memory memory, Lanes lanes, Endings endings) {
        this.memory = memory.errands();
        this.parking = memory.parking();
        this.ledger = memory.ledger();
        this.lanes = lanes;
        this.endings = endings;
        this.memory.all().forEach(this::run);
    }

    void begin(Command.Manage command, Instant now) {
        Errand errand = new Errand(command, now, Optional.empty());
        memory.put(lastNumber + 1, errand);
        run(lastNumber + 1, errand);
    }

    private void run(long number, Errand errand) {
        lastNumber = number;
        Running one = new Running(number, errand);
        ledger.rows().forEach((slot, row) -> {
            if (row instanceof LedgerRow.Parking(BreakerName lane, var _, var _)
                    && lane.destination().equals(errand.command().destination())) {
                one.inTransit.add(slot);
            }
        });
        running.add(one);
    }

    /** When there is something to walk over; empty where there is not. */
    Optional<Instant> next() {
        return running.stream().filter(one -> !one.walked).map(one -> one.errand.since()).findFirst();
    }

    /**
     * Goes on with the first that is not at its end.
     *
     * @return whose calls have changed; empty where nothing was to be done
     */
    Optional<String> goOn(Instant now) {
        Optional<Running> first = running.stream().filter(one -> !one.walked).findFirst();
        first.ifPresent(one -> walk(one, now));
        running.removeIf(one -> {
            boolean over = one.walked && one.inTransit.isEmpty();
            if (over) {
                memory.remove(one.number);
            }
            return over;
        });
        return first.map(one -> one.errand.command().destination());
    }

    private void walk(Running one, Instant now) {
        int left = Dispatcher.MOST_ENDINGS;
        Optional<ParkingKey> from = one.errand.next();
        for (BreakerName lane : lanes.withParked(one.errand.command().destination())) {
            if (from.isPresent() && lane.compareTo(from.get().lane()) < 0) {
                continue;
            }
            ParkingKey first = from.filter(key -> key.lane().equals(lane)).orElseGet(() -> start(one.errand, lane));
            List<ParkedRow> rows = parking.scan(first, left + 1);
            rows.stream().limit(left).forEach(row -> meet(one.errand, row.key(), now));
            if (rows.size() > left) {
                one.errand = one.errand.goingOnAt(rows.getLast().key());
                memory.put(one.number, one.errand);
                return;
            }
            left -= rows.size();
        }
        one.walked = true;
    }

    /** What is due already need not be drained; what was drained is due when that began. */
    private static ParkingKey start(Errand errand, BreakerName lane) {
        return errand.command().task() instanceof Task.DrainNow
                ? new ParkingKey(lane, errand.since(), Long.MAX_VALUE)
                : ParkingKey.startOf(lane);
    }

    private void meet(Errand errand, ParkingKey key, Instant now) {
        Optional<Lane> lane = lanes.find(key.lane());
        if (lane.filter(its -> its.parked().isTaken(key)).isPresent()) {
            return; // under way
        }
        Parked parked = parking.require(key);
        if (cancels(errand, key.lane(), parked)) {
            lanes.removeParked(key, now);
            end(errand, parked, lane, now);
        } else if (drains(errand, key.lane(), parked) && key.due().equals(parked.due())) {
            lane.ifPresent(its -> its.parked().reschedule(key, dueSince(errand, parked)));
        }
    }

    private void end(Errand errand, Parked parked, Optional<Lane> lane, Instant now) {
        endings.cancelled(parked.delivery(), errand.command().operator(), lane.map(Lane::state).orElse(""), now);
    }

    /**
     * A call has come through the retry topic.
     *
     * @param slot that kept its place meanwhile
     * @return how it is to be parked; empty where it is over
     */
    Optional<Parked> receive(Lane lane, Parked parked, Optional<Integer> slot, Instant now) {
        Parked wanted = parked;
        for (Running one : running) {
            slot.ifPresent(one.inTransit::remove);
            if (cancels(one.errand, lane.name(), parked)) {
                end(one.errand, parked, Optional.of(lane), now);
                return Optional.empty();
            }
            if (drains(one.errand, lane.name(), wanted)) {
                wanted = dueSince(one.errand, wanted);
            }
        }
        return Optional.of(wanted);
    }

    private static Parked dueSince(Errand errand, Parked parked) {
        return new Parked(parked.delivery(), parked.reason(), errand.since(), parked.expiresAt(),
                parked.lookAt().map(_ -> errand.since()));
    }

    private static boolean isMeant(Errand errand, BreakerName lane, Parked parked) {
        return lane.destination().equals(errand.command().destination())
                && !parked.delivery().receivedAt().isAfter(errand.since());
    }

    /** Not what only asks here as a backup. */
    private static boolean cancels(Errand errand, BreakerName lane, Parked parked) {
        return isMeant(errand, lane, parked) && parked.delivery().backup().isEmpty()
                && switch (errand.command().task()) {
                    case Task.Cancel(ParkedFilter which) -> which.matches(lane, parked);
                    case Task.Delete(boolean cancelParked) -> cancelParked;
                    case Task.DrainNow _,Task.Suspend _,Task.Resume _ -> false;
                };
    }

    /** Not what was tried since: it has a new time, of its own. */
    private static boolean drains(Errand errand, BreakerName lane, Parked parked) {
        return errand.command().task() instanceof Task.DrainNow(Optional<String> operation, boolean scheduled)
                && isMeant(errand, lane, parked) && parked.due().isAfter(errand.since())
                && (operation.isEmpty() || operation.equals(lane.operation()))
                && (waitsForRetry(parked) || (scheduled && parked.reason() == ParkReason.SCHEDULED))
                && !wasTriedSince(errand, parked);
    }

    private static boolean waitsForRetry(Parked parked) {
        return parked.reason() == ParkReason.RETRY || parked.reason() == ParkReason.REJECTED;
    }

    private static boolean wasTriedSince(Errand errand, Parked parked) {
        var history = parked.delivery().history();
        return !history.isEmpty() && history.getLast().startedAt().isAfter(errand.since());
    }
}
