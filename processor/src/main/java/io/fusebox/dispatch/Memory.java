package io.fusebox.dispatch;

/** All that outlives the owner of a partition. */
public record Memory(
        Ledger ledger,
        Parking parking,
        BreakerMemory breakers,
        PauseMemory pauses,
        AnswerMemory answers,
        SeenMemory seen,
        ErrandMemory errands) {}
