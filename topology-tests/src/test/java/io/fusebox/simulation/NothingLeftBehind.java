package io.fusebox.simulation;

/** Of calls that have ended nothing is left: no row, no place, no attempt. */
final class NothingLeftBehind implements Invariant {
    @Override
    public void ended(World world) {
        for (SimulatedPartition partition : world.partitions()) {
            Owner owner = partition.owner()
                    .orElseThrow(() -> violation("partition %d has no owner", partition.number()));
            if (!partition.stores().areEmpty()) {
                throw violation("%s: there are rows left: ledger %s, parking %s, expiries %s", owner,
                        partition.stores().rows().rows(), partition.stores().parked().rows().keySet(),
                        partition.stores().expiries().rows().keySet());
            }
            if (owner.ledger().size() > 0 || owner.ledger().weight() > 0) {
                throw violation("%s: the ledger holds %d rows of %d bytes", owner, owner.ledger().size(),
                        owner.ledger().weight());
            }
            if (owner.dispatcher().inFlight() > 0) {
                throw violation("%s: %d attempts are in flight", owner, owner.dispatcher().inFlight());
            }
        }
    }
}
