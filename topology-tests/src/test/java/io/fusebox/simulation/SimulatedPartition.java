package io.fusebox.simulation;

import io.fusebox.call.AttemptId;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Delivery;
import io.fusebox.call.Origin;
import io.fusebox.call.Parked;
import io.fusebox.dispatch.Input;
import io.fusebox.execution.Completion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One partition: its topics, its stores, its transaction, and its owner of the moment, if there is one.
 *
 * <p>As in production, an owner polls: completions, read-backs and requests that are there, then the time; now and then it commits.
 */
final class SimulatedPartition {
    private static final long POLL_INTERVAL = 10;
    private static final long LONGEST_WAIT = 250;
    private static final int MOST_RECORDS = 200;

    /** @param slot of the row that keeps its place; empty for a call that comes from elsewhere */
    private record Written(Parked parked, OptionalInt slot) {}

    private final World world;
    private final int number;
    private final Topic<Happening.CallSubmitted> requests = new Topic<>();
    private final Topic<Written> retry = new Topic<>();
    private final Topic<AttemptId> confirmations = new Topic<>();
    private final Topic<Command> commands = new Topic<>();
    private final List<Parked> travelling = new ArrayList<>();
    private final List<AttemptLife> attemptsUncommitted = new ArrayList<>();
    private final Remembered.Changes changes = new Remembered.Changes();
    private final Map<BreakerName, BreakerLife> breakers = new HashMap<>();
    private final Map<String, PauseLife> pauses = new HashMap<>();
    private final Map<String, OrderLife> orders = new HashMap<>();
    private final Map<String, List<AttemptLife>> running = new HashMap<>();
    private final List<Zombie> zombies = new ArrayList<>();
    private Stores stores = Stores.empty();
    private Optional<Owner> owner = Optional.empty();
    private long policiesSeen;
    private long nextPoll;
    private long takeOverAt;
    private long lastPoll;
    private long commitAt = Long.MAX_VALUE;
    private long stopBy = Long.MAX_VALUE;
    private long absenceAfterStop;
    private Optional<Happening.OwnerKilled> death = Optional.empty();
    private int decisionsLeft;
    private int turns;

    private record Zombie(Owner owner, Topic<AttemptId> confirmations, long until) {}

    SimulatedPartition(World world, int number) {
        this.world = world;
        this.number = number;
    }

    int number() {
        return number;
    }

    boolean owns(String destination) {
        return world.partitionOf(destination) == this;
    }

    // What comes from the world

    void append(Happening.CallSubmitted request) {
        requests.append(request);
        pollSoon();
    }

    void append(Command command) {
        commands.append(command);
        pollSoon();
    }

    private void receive(Parked parked) {
        retry.append(new Written(parked, OptionalInt.empty()));
        pollSoon();
    }

    void post(Completion completion) {
        owner.ifPresent(its -> its.post(completion));
        zombies.forEach(zombie -> zombie.owner().post(completion));
        pollSoon();
    }

    void pollSoon() {
        if (owner.isPresent()) {
            nextPoll = Math.min(nextPoll, Math.max(world.time(), lastPoll + POLL_INTERVAL));
        }
    }

    void stop(Happening.OwnerStopped stop) {
        if (owner.isPresent() && stopBy == Long.MAX_VALUE) {
            stopBy = world.time() + stop.patience();
            absenceAfterStop = stop.absence();
            pollSoon();
        }
    }

    void kill(Happening.OwnerKilled kill) {
        death = Optional.of(kill);
        decisionsLeft = kill.afterDecisions();
        pollSoon();
    }

    void replace(Happening.OwnerReplaced replacement) {
        owner.ifPresent(its -> {
            its.replace();
            zombies.add(new Zombie(its, confirmations.readAlong(), world.time() + replacement.blindness()));
            lose(replacement.absence());
            world.countCrash();
        });
    }

    /** The clock is about to step: leases and pauses that were over by the old one are. */
    void observeClock(Instant now) {
        running.values().forEach(attempts -> attempts.forEach(attempt -> attempt.observe(now)));
        pauses.values().forEach(pause -> pause.observe(now));
        orders.values().forEach(order -> order.observe(now));
        pollSoon();
    }

    long nextPoll() {
        return nextPoll;
    }

    // An owner's life

    void poll() {
        zombies.removeIf(zombie -> zombie.until() < world.time());
        zombies.forEach(zombie -> {
            zombie.owner().drainMailbox();
            zombie.owner().readConfirmations(zombie.confirmations());
            zombie.owner().decide(new Input.TimePassed());
        });
        if (owner.isEmpty() && world.time() >= takeOverAt) {
            takeOver();
        }
        lastPoll = world.time();
        owner.ifPresent(this::turn);
        nextPoll = owner.map(this::wakeUp)
                .orElseGet(() -> zombies.isEmpty() ? takeOverAt : Math.min(takeOverAt, lastPoll + POLL_INTERVAL));
    }

    private void takeOver() {
        policiesSeen = world.policies().version();
        running.keySet().removeIf(destination -> !world.policies().configured().containsKey(destination));
        owner = Optional.of(new Owner(world, this, world.nextIncarnation(), stores));
        commitAt = world.time();
        owner.get().decide(new Input.TimePassed());
    }

    private void turn(Owner its) {
        turns++;
        if (world.policies().version() != policiesSeen) {
            policiesSeen = world.policies().version();
            its.change(world.policies());
        }
        if (stopBy != Long.MAX_VALUE && !its.isStopping()) {
            its.stop();
        }
        boolean mailFirst = turns % 2 == 0;
        if (mailFirst) {
            its.drainMailbox();
        }
        if (!its.isStopping() || turns % 4 == 0) {
            read(its);
        }
        if (!mailFirst) {
            its.drainMailbox();
        }
        its.decide(new Input.TimePassed());
        if (!its.isDead()) {
            finish(its);
        }
    }

    private void read(Owner its) {
        its.readConfirmations(confirmations);
        while (commands.hasNext() && !its.isDead()) {
            obey(its, commands.next());
        }
        for (int i = 0; i < MOST_RECORDS && retry.hasNext() && !its.isDead(); i++) {
            int offset = retry.position();
            Written next = retry.next();
            its.decide(next.slot().isEmpty() ? new Input.Arrived(next.parked().delivery())
                    : new Input.ReadBack(next.parked(), offset, next.slot()));
        }
        for (int i = 0; i < MOST_RECORDS && requests.hasNext() && !its.isDead(); i++) {
            Origin origin = new Origin("requests", number, requests.position());
            its.decide(new Input.Arrived(
                    Delivery.received(requests.next().call(), origin, world.now(), Optional.empty())));
        }
    }

    private void obey(Owner its, Command command) {
        switch (command) {
            case Command.Operate operate -> {
                if (its.dispatcher().knows(operate.breaker(), world.now())) {
                    its.decide(new Input.Operated(operate));
                }
            }
            case Command.Manage manage -> {
                if (its.dispatcher().knows(manage.destination(), world.now())) {
                    its.decide(new Input.Managed(manage));
                }
            }
            case Command.Claim _,Command.Confirm _ -> throw new IllegalArgumentException("no operator's: " + command);
        }
    }

    private void finish(Owner its) {
        boolean leaves = its.isStopping() && (its.dispatcher().inFlight() == 0 || world.time() >= stopBy);
        if (leaves || world.time() >= commitAt) {
            commit();
        }
        if (leaves) {
            its.die();
            lose(absenceAfterStop);
        }
    }

    private long wakeUp(Owner its) {
        boolean busy = its.hasMail() || its.isStopping() || retry.hasNext() || requests.hasNext()
                || confirmations.hasNext() || commands.hasNext();
        long wanted = its.dispatcher().nextWakeUp().map(world::timeOf).orElse(Long.MAX_VALUE);
        long soonest = lastPoll + POLL_INTERVAL;
        long next = busy || !zombies.isEmpty() ? soonest : Math.max(lastPoll + 1, wanted);
        return Math.min(Math.min(next, Math.max(soonest, commitAt)), lastPoll + LONGEST_WAIT);
    }

    // Its transaction

    /** After each decision; a death may come between any two. */
    void hasDecided() {
        if (commitAt == Long.MAX_VALUE) {
            commitAt = world.time() + world.dice().of(number).of(turns).between(1, 100);
        }
        if (death.isPresent() && decisionsLeft-- <= 0) {
            owner.ifPresent(Owner::die);
            lose(death.get().absence());
            death = Optional.empty();
            world.countCrash();
        }
    }

    void changed(Remembered one) {
        changes.add(one);
    }

    void departed(AttemptLife attempt) {
        attemptsUncommitted.add(attempt);
        running(attempt.breaker().destination()).add(attempt);
    }

    void park(Parked parked, int slot) {
        retry.write(new Written(parked, OptionalInt.of(slot)));
    }

    /** A call goes to another partition, or comes back to this one. */
    void travel(Parked parked) {
        travelling.add(parked);
    }

    void confirm(AttemptId id) {
        confirmations.write(id);
    }

    private void commit() {
        stores.commit();
        travelling.forEach(parked -> world.partitionOf(parked.delivery().servedBy()).receive(parked));
        travelling.clear();
        changes.commit();
        attemptsUncommitted.clear();
        requests.commit();
        retry.commit();
        confirmations.commit();
        commands.commit();
        commitAt = Long.MAX_VALUE;
    }

    /** Nobody has it, and what was not committed is lost. */
    private void lose(long absence) {
        travelling.clear();
        stores = stores.committed();
        changes.rollBack();
        attemptsUncommitted.forEach(AttemptLife::forget);
        attemptsUncommitted.clear();
        requests.rollBack();
        retry.rollBack();
        confirmations.rollBack();
        commands.rollBack();
        owner = Optional.empty();
        stopBy = Long.MAX_VALUE;
        commitAt = Long.MAX_VALUE;
        takeOverAt = world.time() + Math.max(1, absence);
        nextPoll = takeOverAt;
    }

    // What can be seen of it

    BreakerLife breaker(BreakerName name) {
        return breakers.computeIfAbsent(name, _ -> new BreakerLife());
    }

    PauseLife pause(String destination) {
        return pauses.computeIfAbsent(destination, _ -> new PauseLife());
    }

    OrderLife order(String destination) {
        return orders.computeIfAbsent(destination, _ -> new OrderLife());
    }

    /** Attempts that were started there; those that are over may be among them. */
    List<AttemptLife> running(String destination) {
        return running.computeIfAbsent(destination, _ -> new ArrayList<>());
    }

    /** All is done and committed. */
    boolean isQuiet() {
        return owner.isPresent() && stores.areEmpty() && requests.isDone() && retry.isDone() && confirmations.isDone()
                && commands.isDone()
                && commitAt == Long.MAX_VALUE;
    }

    Optional<Owner> owner() {
        return owner;
    }

    Stores stores() {
        return stores;
    }
}
