package io.fusebox.simulation;

import io.fusebox.call.AttemptId;
import io.fusebox.call.Command;
import io.fusebox.call.Parked;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.DispatchSettings;
import io.fusebox.dispatch.Dispatcher;
import io.fusebox.dispatch.Effect;
import io.fusebox.dispatch.Input;
import io.fusebox.dispatch.Ledger;
import io.fusebox.dispatch.Memory;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.dispatch.Policies;
import io.fusebox.execution.Completion;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** One life of a partition's task: the production dispatcher, as the simulation runs it. */
final class Owner {
    private static final int REQUEST_LIMIT = 1 << 20;

    private final World world;
    private final SimulatedPartition partition;
    private final long incarnation;
    private final Instant since;
    private final long fastSince;
    private final Stores stores;
    private final LedgerTap tap;
    private final Ledger ledger;
    private final Dispatcher dispatcher;
    private final SimulatedEffects effects;
    private final Map<String, DestinationPolicy> policies = new HashMap<>();
    private final Set<String> withOtherRates = new HashSet<>();
    private final Deque<Completion> mailbox = new ArrayDeque<>();
    private final Deque<AttemptId> confirmedAtOnce = new ArrayDeque<>();
    private Optional<Input> input = Optional.empty();
    private boolean stopping;
    private boolean replaced;
    private boolean dead;

    Owner(World world, SimulatedPartition partition, long incarnation, Stores stores) {
        this.world = world;
        this.partition = partition;
        this.incarnation = incarnation;
        this.since = world.now();
        this.fastSince = world.fastTime();
        this.stores = stores;
        this.effects = new SimulatedEffects(world, partition, this);
        Seams seams = world.seams();
        this.tap = new LedgerTap(seams.ledger(new SimulatedLedger(stores.rows())), effects::released);
        this.ledger = new Ledger(tap);
        Policies now = seams.policies(world.policies());
        policies.putAll(world.lastKnownPolicies());
        this.dispatcher = new Dispatcher(
                new DispatchSettings("simulation/" + incarnation, world.scenario().tellDeferred(), REQUEST_LIMIT),
                incarnation,
                new Memory(ledger,
                        new ParkingTap(
                                seams.parking(new SimulatedParking(stores.parked(), stores.expiries(), stores.turns())),
                                this::parked),
                        seams.breakers(new SimulatedBreakers(stores.breakers())),
                        seams.pauses(new SimulatedPauses(stores.pauses())),
                        seams.answers(new SimulatedAnswers(stores.answers())),
                        seams.seen(new SimulatedSeen(stores.seen(), stores.seenUntil())),
                        new SimulatedErrands(stores.errands())),
                now, partition::owns,
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
        if (next instanceof Input.Completed(var id, var outcome, var _)) {
            effects.ended(id, outcome, now);
        }
        if (next instanceof Input.Managed(var command) && !replaced) {
            hear(command, now);
        }
        for (Effect effect : dispatcher.decide(world.seams().input(next, this), now)) {
            effects.carryOut(effect, now);
        }
        if (!replaced) {
            partition.hasDecided();
        }
    }

    private void hear(Command.Manage command, Instant now) {
        OrderLife order = partition.order(command.destination());
        order.hear(command.task(), now);
        partition.changed(order);
        if (command.task() instanceof Command.Task.Resume) {
            PauseLife pause = partition.pause(command.destination());
            pause.resume();
            partition.changed(pause);
        }
    }

    void change(Policies next) {
        next.configured().forEach((name, policy) -> {
            Optional<DestinationPolicy> former = Optional.ofNullable(policies.put(name, policy));
            if (former.filter(its -> its.gate().rate().equals(policy.gate().rate())).isEmpty()) {
                withOtherRates.add(name);
            }
        });
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

    void readConfirmations(Topic<AttemptId> confirmations) {
        while (confirmations.hasNext() && !dead) {
            decide(new Input.Confirmed(confirmations.next()));
        }
        while (!confirmedAtOnce.isEmpty() && !dead) {
            decide(new Input.Confirmed(confirmedAtOnce.remove()));
        }
    }

    /** Without waiting for the commit. */
    void confirmAtOnce(AttemptId id) {
        confirmedAtOnce.add(id);
    }

    /** Somebody else has the partition now: what is done from here on has no effect but for the attempts. */
    void replace() {
        replaced = true;
    }

    void die() {
        dead = true;
    }

    /** A call that is read back was given its time when it was written, unless it is drained as it comes. */
    private void parked(ParkingKey key, Parked call) {
        boolean readBack = input.filter(Input.ReadBack.class::isInstance).isPresent();
        if (!replaced && (!readBack || partition.order(key.lane().destination()).hasDrainedAt(call.due()))) {
            effects.rescheduled(call);
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

    /** Whether the destination had another rate when this life began, or none. */
    boolean hasOtherRate(String destination) {
        return withOtherRates.contains(destination);
    }

    /** By {@link #fastTime}. */
    long fastSince() {
        return fastSince;
    }

    /** By a clock that makes each step forward with the others, and none back. */
    long fastTime() {
        return world.fastTime();
    }

    /** By the world's own clock. */
    long time() {
        return world.time();
    }

    /** Calls with the same ordering key that were submitted before it and have not ended, as far as that is committed. */
    Iterable<CallLife> before(CallLife call) {
        return world.before(call);
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
        return effects.attempt(id);
    }

    /** The latest that the owner was told of the destination. */
    DestinationPolicy policy(String destination) {
        return Optional.ofNullable(policies.get(destination))
                .orElseThrow(() -> new IllegalStateException("nobody has ever configured " + destination));
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isReplaced() {
        return replaced;
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
