package io.fusebox.simulation;

import io.fusebox.dispatch.AnswerMemory;
import io.fusebox.dispatch.BreakerMemory;
import io.fusebox.dispatch.Input;
import io.fusebox.dispatch.LedgerStore;
import io.fusebox.dispatch.Parking;
import io.fusebox.dispatch.PauseMemory;
import io.fusebox.dispatch.Policies;
import io.fusebox.dispatch.SeenMemory;

/** Where something can be put between a dispatcher and its world: here, what is broken on purpose. */
interface Seams {
    Seams NONE = new Seams() {};

    default LedgerStore ledger(LedgerStore store) {
        return store;
    }

    default Parking parking(Parking parking) {
        return parking;
    }

    default BreakerMemory breakers(BreakerMemory memory) {
        return memory;
    }

    default PauseMemory pauses(PauseMemory memory) {
        return memory;
    }

    default AnswerMemory answers(AnswerMemory memory) {
        return memory;
    }

    default SeenMemory seen(SeenMemory memory) {
        return memory;
    }

    /** What an owner begins with. */
    default Policies policies(Policies policies) {
        return policies;
    }

    /** Whether a row is taken for committed at once. */
    default boolean confirmsAtOnce() {
        return false;
    }

    /** What a dispatcher gets to see of an input. */
    default Input input(Input input, Owner owner) {
        return input;
    }
}
