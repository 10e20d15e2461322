package io.fusebox.simulation;

import io.fusebox.breaker.StateChange;
import io.fusebox.call.AttemptId;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Delivery;
import io.fusebox.call.Parked;
import io.fusebox.call.Result;
import io.fusebox.dispatch.Cargo;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.DispatchSettings;
import io.fusebox.dispatch.Dispatcher;
import io.fusebox.dispatch.Effect;
import io.fusebox.dispatch.Input;
import io.fusebox.dispatch.Ledger;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.dispatch.Policies;
import io.fusebox.execution.Completion;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One life of a partition's task: the production dispatcher, and what carries its effects out. */
final class Owner {
    private static final int REQUEST_LIMIT = 1 << 20;

    private final World world;
    private final SimulatedPartition partition;
    private final long incarnation;
    private final Instant since;
    private final Stores stores;
    private final LedgerTap tap;
    private final Ledger ledger;
    private final Dispatcher dispatcher;
    private final Map<AttemptId, AttemptLife> attempts = new HashMap<>();
    private final Map<String, DestinationPolicy> policies = new HashMap<>();
    private final Deque<Completion> mailbox = new ArrayDeque<>();
    private final Deque<AttemptId> confirmedAtOnce = new ArrayDeque<>();
    private int confirmationsRead;
    private Optional<Input> input = Optional.empty();
    private boolean stopping;
    private boolean replaced;
    private boolean dead;

    Owner(World world, SimulatedPartition partition, long incarnation, Stores stores, int confirmationsRead) {
        this.world = world;
        this.partition = partition;
        this.incarnation = incarnation;
        this.since = world.now();
        this.stores = stores;
        this.confirmationsRead = confirmationsRead;
        Seams seams = world.seams();
        this.tap = new LedgerTap(seams.ledger(new SimulatedLedger(stores.rows())), this::released);
        this.ledger = new Ledger(tap);
        Policies now = world.policies();
        policies.putAll(world.lastKnownPolicies());
        this.dispatcher = new Dispatcher(
                new DispatchSettings("simulation/" + incarnation, world.scenario().tellDeferred(), REQUEST_LIMIT),
                incarnation, ledger,
                new ParkingTap(seams.parking(new SimulatedParking(stores.parked(), stores.expiries())), this::parked),
                seams.breakers(new SimulatedBreakers(stores.breakers())), now, partition::owns,
                new SplittableRandom(world.dice().of(incarnation).seed()), since);
    }

    /** One turn of the dispatcher, and of those who watch it. */
    void decide(Input next) {
        if (dead) {
            return;
        }
        Instant now = world.now();
        input = Optional.of(next);
        world.story().tell(this, next);
        if (!replaced) {
            world.invariants().deciding(this, next, now);
        }
        if (next instanceof Input.Completed(var id, var _, var _)) {
            Optional.ofNullable(attempts.remove(id)).ifPresent(attempt -> report(attempt, now));
        }
        for (Effect effect : dispatcher.decide(world.seams().input(next, this), now)) {
            carryOut(effect, now);
        }
        if (!replaced) {
            partition.hasDecided();
        }
    }

    void change(Policies next) {
        policies.putAll(next.configured());
        decide(new Input.PoliciesChanged(next));
    }

    void stop() {
        stopping = true;
        decide(new Input.StopStarting());
    }

    void post(Completion completion) {
        mailbox.add(completion);
    }

    void drainMailbox() {
        for (Completion next = mailbox.poll(); next != null && !dead; next = mailbox.poll()) {
            decide(new Input.Completed(next.id(), next.outcome(), next.duration()));
        }
    }

    /** Reads what was committed to the partition's commands. @return how much that is by now */
    int readConfirmations(List<AttemptId> committed) {
        while (confirmationsRead < committed.size() && !dead) {
            decide(new Input.Confirmed(committed.get(confirmationsRead++)));
        }
        while (!confirmedAtOnce.isEmpty() && !dead) {
            decide(new Input.Confirmed(confirmedAtOnce.remove()));
        }
        return confirmationsRead;
    }

    /** Somebody else has the partition now: what is done from here on has no effect but for the attempts. */
    void replace() {
        replaced = true;
    }

    void die() {
        dead = true;
    }

    private void report(AttemptLife attempt, Instant now) {
        if (!replaced) {
            attempt.report(now);
            partition.changed(attempt);
        }
    }

    private void carryOut(Effect effect, Instant now) {
        world.story().tell(this, effect);
        switch (effect) {
            case Effect.StartAttempt start -> start(start, now);
            case Effect.Confirm(AttemptId id) -> confirm(id, now);
            case Effect.Answer(Result result) when !replaced -> answer(result, now);
            case Effect.Park(Parked parked, int slot) when !replaced -> park(parked, slot);
            case Effect.Announce(StateChange change) when !replaced -> announce(change, now);
            case Effect.Retire(BreakerName name) when !replaced -> {
                partition.breaker(name).retired();
                partition.changed(partition.breaker(name));
            }
            case Effect.Answer _,Effect.Park _,Effect.Announce _,Effect.Retire _ -> {
                // Its transaction will not commit.
            }
            case Effect.Bury _,Effect.ShowStatus _,Effect.TimeAttempt _ -> {
                // Say nothing that the others do not.
            }
        }
    }

    /** What a row that is not committed yet tells of an attempt. */
    private void confirm(AttemptId id, Instant now) {
        LedgerRow.InFlight row = row(id);
        Delivery delivery = switch (row.cargo()) {
            case Cargo.Fresh(Delivery fresh) -> fresh;
            case Cargo.Drained(ParkingKey key) -> stores.parked().get(key).orElseThrow().delivery();
        };
        depart(id, delivery, row, now);
        if (world.seams().confirmsAtOnce()) {
            confirmedAtOnce.add(id);
        } else if (!replaced) {
            partition.confirm(id);
        }
    }

    private void start(Effect.StartAttempt start, Instant now) {
        AttemptLife attempt = attempt(start.id()).orElseGet(() -> depart(start.id(), start.delivery(), row(start.id()),
                now));
        attempt.begin();
        if (!replaced) {
            world.invariants().started(this, attempt, now);
        }
        world.send(partition, attempt, start.timeout().toMillis());
        world.invariants().sent(this, attempt);
    }

    private AttemptLife depart(AttemptId id, Delivery delivery, LedgerRow.InFlight row, Instant now) {
        AttemptLife attempt = new AttemptLife(id, world.call(delivery), delivery, row, world.time());
        attempts.put(id, attempt);
        if (replaced) {
            attempt.forget();
        } else {
            world.invariants().departed(this, attempt, now);
            attempt.call.attempted(attempt);
            partition.departed(attempt);
        }
        return attempt;
    }

    private LedgerRow.InFlight row(AttemptId id) {
        return tap.inFlight(id.slot()).orElseThrow(() -> new Violation("StartHasARow", id + " has none"));
    }

    /** Where the attempt had not begun, it will not: its call goes back to where it waited. */
    private void released(int slot, LedgerRow.InFlight row) {
        AttemptId id = new AttemptId(incarnation, slot, row.attempt());
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
        world.invariants().answered(this, call, result, now);
    }

    private void park(Parked parked, int slot) {
        CallLife call = world.call(parked.delivery());
        world.invariants().parked(this, call, parked);
        call.parked(parked.delivery().attemptsMade(), parked.due());
        partition.changed(call);
        partition.park(parked, slot);
    }

    private void announce(StateChange change, Instant now) {
        BreakerLife breaker = partition.breaker(change.breaker());
        world.invariants().announced(this, breaker, change, now);
        breaker.changed(change);
        partition.changed(breaker);
    }

    /** A call that is read back was given its time when it was written. */
    private void parked(ParkingKey key, Parked call) {
        if (!replaced && input.filter(Input.ReadBack.class::isInstance).isEmpty()) {
            CallLife life = world.call(call.delivery());
            life.rescheduled(call.due());
            partition.changed(life);
        }
    }

    SimulatedPartition partition() {
        return partition;
    }

    long incarnation() {
        return incarnation;
    }

    Instant since() {
        return since;
    }

    /** By the world's own clock. */
    long time() {
        return world.time();
    }

    /** The latest time that any clock has shown. */
    Instant latest() {
        return world.latest();
    }

    /** What the clocks showed when they had last been set. */
    Instant lastStep() {
        return world.lastStep();
    }

    Stores stores() {
        return stores;
    }

    LedgerTap tap() {
        return tap;
    }

    Ledger ledger() {
        return ledger;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** The attempt, if it is one of this owner's that has not ended yet. */
    Optional<AttemptLife> attempt(AttemptId id) {
        return Optional.ofNullable(attempts.get(id));
    }

    /** The latest that the owner was told of the destination. */
    DestinationPolicy policy(String destination) {
        return Optional.ofNullable(policies.get(destination))
                .orElseThrow(() -> new IllegalStateException("nobody has ever configured " + destination));
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isDead() {
        return dead;
    }

    boolean hasMail() {
        return !mailbox.isEmpty();
    }

    @Override
    public String toString() {
        return "partition %d, owner %d%s".formatted(partition.number(), incarnation, replaced ? " (replaced)" : "");
    }
}
