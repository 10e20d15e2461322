package io.fusebox.simulation;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.AttemptId;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Delivery;
import io.fusebox.call.Outcome;
import io.fusebox.call.Parked;
import io.fusebox.call.Result;
import io.fusebox.dispatch.Cargo;
import io.fusebox.dispatch.Effect;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.ParkingKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Carries out what an owner's dispatcher wants done, and has each effect looked at. */
final class SimulatedEffects {
    private final World world;
    private final SimulatedPartition partition;
    private final Owner owner;
    private final Map<AttemptId, AttemptLife> attempts = new HashMap<>();

    SimulatedEffects(World world, SimulatedPartition partition, Owner owner) {
        this.world = world;
        this.partition = partition;
        this.owner = owner;
    }

    /** The attempt, if it is one of the owner's that has not ended yet. */
    Optional<AttemptLife> attempt(AttemptId id) {
        return Optional.ofNullable(attempts.get(id));
    }

    /** The owner is told that an attempt is over. */
    void ended(AttemptId id, Outcome outcome, Instant now) {
        Optional.ofNullable(attempts.remove(id)).ifPresent(attempt -> {
            report(attempt, now);
            attempt.call.answered(attempt, outcome, now);
            // One whose lease is over, as the clock has stepped forward, may have been given up.
            if (now.isBefore(attempt.row.leaseUntil())) {
                hear(attempt.breaker().destination(), outcome, now);
            }
        });
    }

    private void hear(String destination, Outcome outcome, Instant now) {
        if (!owner.isReplaced()) {
            PauseLife pause = partition.pause(destination);
            pause.hear(outcome, owner.policy(destination).gate().retryAfterMax(), now);
            partition.changed(pause);
        }
    }

    private void report(AttemptLife attempt, Instant now) {
        if (!owner.isReplaced()) {
            attempt.report(now);
            partition.changed(attempt);
        }
    }

    void carryOut(Effect effect, Instant now) {
        world.story().tell(owner, effect);
        switch (effect) {
            case Effect.StartAttempt start -> start(start, now);
            case Effect.Confirm(AttemptId id) -> confirm(id, now);
            case Effect.Answer(Result result) when !owner.isReplaced() -> answer(result, now);
            case Effect.Park(Parked parked, int slot) when !owner.isReplaced() -> park(parked, slot);
            case Effect.Travel(Parked parked) when !owner.isReplaced() -> travel(parked, now);
            case Effect.Announce(StateChange change) when !owner.isReplaced() -> announce(change, now);
            case Effect.ShowStatus(BreakerStatus status) when !owner.isReplaced() ->
                world.invariants().shown(owner, status);
            case Effect.Retire(BreakerName name) when !owner.isReplaced() -> {
                world.invariants().retired(owner, name);
                partition.breaker(name).retired();
                partition.changed(partition.breaker(name));
            }
            case Effect.Answer _,Effect.Park _,Effect.Travel _,Effect.Announce _,Effect.Retire _ -> {
                // Its transaction will not commit.
            }
            case Effect.Bury _,Effect.ShowStatus _,Effect.TimeAttempt _,Effect.DropDuplicate _ -> {
                // Say nothing that the others do not.
            }
        }
    }

    /** What a row that is not committed yet tells of an attempt. */
    private void confirm(AttemptId id, Instant now) {
        LedgerRow.InFlight row = row(id);
        Delivery delivery = switch (row.cargo()) {
            case Cargo.Fresh(Delivery fresh) -> fresh;
            case Cargo.Drained(ParkingKey key) -> owner.stores().parked().get(key).orElseThrow().delivery();
        };
        depart(id, delivery, row, now);
        if (world.seams().confirmsAtOnce()) {
            owner.confirmAtOnce(id);
        } else if (!owner.isReplaced()) {
            partition.confirm(id);
        }
    }

    private void start(Effect.StartAttempt start, Instant now) {
        AttemptLife attempt = attempt(start.id())
                .orElseGet(() -> depart(start.id(), start.delivery(), row(start.id()), now));
        attempt.begin();
        if (!owner.isReplaced()) {
            world.invariants().started(owner, attempt, now);
        }
        world.send(partition, attempt, start.timeout().toMillis());
        world.invariants().sent(owner, attempt);
    }

    private AttemptLife depart(AttemptId id, Delivery delivery, LedgerRow.InFlight row, Instant now) {
        AttemptLife attempt = new AttemptLife(id, world.call(delivery), delivery, row, world.time(),
                world.fastTime());
        attempts.put(id, attempt);
        if (owner.isReplaced()) {
            attempt.forget();
        } else {
            world.invariants().departed(owner, attempt, now);
            attempt.call.attempted(attempt);
            partition.departed(attempt);
        }
        return attempt;
    }

    private LedgerRow.InFlight row(AttemptId id) {
        return owner.tap().inFlight(id.slot()).orElseThrow(() -> new Violation("StartHasARow", id + " has none"));
    }

    /** Where the attempt had not begun, it will not: its call goes back to where it waited. */
    void released(int slot, LedgerRow.InFlight row) {
        AttemptId id = new AttemptId(owner.incarnation(), slot, row.attempt());
        attempt(id).filter(attempt -> attempt.row == row && !attempt.hasBegun()).ifPresent(attempt -> {
            attempts.remove(id);
            attempt.call.putBack();
            report(attempt, world.now());
        });
    }

    private void answer(Result result, Instant now) {
        CallLife call = world.call(result.delivery());
        call.told(result.status());
        partition.changed(call);
        world.invariants().answered(owner, call, result, now);
    }

    private void park(Parked parked, int slot) {
        CallLife call = world.call(parked.delivery());
        world.invariants().parked(owner, call, parked);
        call.parked(parked.delivery().attemptsMade(), parked.due());
        partition.changed(call);
        partition.park(parked, slot);
    }

    private void travel(Parked parked, Instant now) {
        CallLife call = world.call(parked.delivery());
        call.travelled(now);
        partition.changed(call);
        partition.travel(parked);
        world.invariants().travelled(owner, call, parked);
    }

    private void announce(StateChange change, Instant now) {
        BreakerLife breaker = partition.breaker(change.breaker());
        world.invariants().announced(owner, breaker, change, now);
        breaker.changed(change);
        partition.changed(breaker);
    }

    /** A parked call waits for another time. */
    void rescheduled(Parked call) {
        CallLife life = world.call(call.delivery());
        life.rescheduled(call.due());
        partition.changed(life);
    }
}
