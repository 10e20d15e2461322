package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import io.fusebox.call.Turn;
import io.fusebox.call.Parked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an earlier owner has left in the ledger, sorted by what is to be done with it.
 *
 * @param turns of all calls in the ledger
 * @param parking those of calls on their way to the parking
 */
record Handover(
        Map<Integer, LedgerRow.InFlight> inFlight,
        List<Lane.Waiting> waiting,
        List<Turn> turns,
        List<Turn> parking) {

    private static final Comparator<Lane.Waiting> BY_ARRIVAL = Comparator
            .comparing((Lane.Waiting waiting) -> waiting.delivery().receivedAt())
            .thenComparingLong(waiting -> waiting.delivery().origin().offset());

    /** Parked calls come back by themselves; unread records are for whoever reads. */
    static Handover of(Ledger ledger) {
        Map<Integer, LedgerRow.InFlight> inFlight = new TreeMap<>();
        List<Lane.Waiting> waiting = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        List<Turn> parking = new ArrayList<>();
        ledger.rows().forEach((slot, row) -> {
            switch (row) {
                case LedgerRow.InFlight flight -> {
                    inFlight.put(slot, flight);
                    if (flight.cargo() instanceof Cargo.Fresh(Delivery delivery)) {
                        delivery.place().ifPresent(turns::add);
                    }
                }
                case LedgerRow.Waiting(Delivery delivery) -> {
                    waiting.add(new Lane.Waiting(slot, delivery));
                    delivery.place().ifPresent(turns::add);
                }
                case LedgerRow.Parking(var _, var _, var turn) -> turn.ifPresent(parking::add);
                case LedgerRow.Unread _ -> {
                }
            }
        });
        turns.addAll(parking);
        return new Handover(inFlight, inOrder(waiting), turns, parking);
    }

    /** By arrival; but calls with ordering keys by their turns, in the places that these have among the others. */
    private static List<Lane.Waiting> inOrder(List<Lane.Waiting> waiting) {
        waiting.sort(BY_ARRIVAL);
        Iterator<Lane.Waiting> byTurn = waiting.stream()
                .filter(Handover::hasTurn)
                .sorted(Comparator.comparingLong(KeyLine::numberOf))
                .toList()
                .iterator();
        return waiting.stream().map(call -> hasTurn(call) ? byTurn.next() : call).toList();
    }

    private static boolean hasTurn(Lane.Waiting call) {
        return call.delivery().turn().isPresent();
    }
}
