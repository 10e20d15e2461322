package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import io.fusebox.call.Parked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an earlier owner has left in the ledger, sorted by what is to be done with it. */
record Handover(Map<Integer, LedgerRow.InFlight> inFlight, List<Lane.Waiting> waiting) {

    private static final Comparator<Lane.Waiting> BY_ARRIVAL = Comparator
            .comparing((Lane.Waiting waiting) -> waiting.delivery().receivedAt())
            .thenComparingLong(waiting -> waiting.delivery().origin().offset());

    /** Parked calls come back by themselves; unread records are for whoever reads. */
    static Handover of(Ledger ledger) {
        Map<Integer, LedgerRow.InFlight> inFlight = new TreeMap<>();
        List<Lane.Waiting> waiting = new ArrayList<>();
        ledger.rows().forEach((slot, row) -> {
            switch (row) {
                case LedgerRow.InFlight flight -> inFlight.put(slot, flight);
                case LedgerRow.Waiting(Delivery delivery) -> waiting.add(new Lane.Waiting(slot, delivery));
                case LedgerRow.Parking _,LedgerRow.Unread _ -> {
                }
            }
        });
        waiting.sort(BY_ARRIVAL);
        return new Handover(inFlight, waiting);
    }
}
