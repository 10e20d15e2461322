package io.fusebox.wire;

import io.fusebox.call.Detour;

/** Ways to backups and home again, to Avro and back. */
final class Detours {
    private static final int LONGEST_CHAIN = 1_000;

    private Detours() {}

    static io.fusebox.schemas.Detour toAvro(Detour detour) {
        return io.fusebox.schemas.Detour.newBuilder()
                .setBackup(detour.backup().orElse(null))
                .setStep(detour.step())
                .setWhy(Results.problem(detour.why()))
                .setExhausted(detour.exhausted())
                .setAtMostOnce(detour.atMostOnce())
                .setSpent(detour.spent())
                .setDeferred(detour.deferred())
                .setBreakerState(detour.breakerState())
                .setExpiresAt(detour.expiresAt())
                .setAttemptsMade(detour.attemptsMade())
                .setAttemptsCounted(detour.attemptsCounted())
                .build();
    }

    static Detour toDomain(io.fusebox.schemas.Detour detour) {
        if (detour.getStep() < 0 || detour.getStep() > LONGEST_CHAIN) {
            throw new MalformedRecordException(
                    "field 'step' is %d: 0 to %d is expected".formatted(detour.getStep(), LONGEST_CHAIN));
        }
        return new Detour(detour.getBackup(), detour.getStep(), Results.problem(detour.getWhy()),
                detour.getExhausted(), detour.getAtMostOnce(), detour.getSpent(), detour.getDeferred(),
                detour.getBreakerState(), Calls.time("expiresAt", detour.getExpiresAt()),
                Deliveries.attempts("attemptsMade", detour.getAttemptsMade()),
                Deliveries.attempts("attemptsCounted", detour.getAttemptsCounted()));
    }
}
