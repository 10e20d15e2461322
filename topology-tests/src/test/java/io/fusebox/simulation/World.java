package io.fusebox.simulation;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Delivery;
import io.fusebox.call.Operator;
import io.fusebox.call.OrderingKey;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.Policies;
import io.fusebox.execution.Completion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Runs one scenario, from its first event until all calls have ended, and has every step looked at. */
final class World {
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    /** Beyond the longest life of a call. */
    private static final long PATIENCE = PolicyShape.LONGEST_AGE.plusSeconds(30).toMillis();

    private record Report(long at, long order, SimulatedPartition to, Completion completion)
            implements Comparable<Report> {
        @Override
        public int compareTo(Report other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private record Order(long at, String destination, Command command) {}

    private final Scenario scenario;
    private final Seams seams;
    private final Invariants invariants;
    private final Dice dice;
    private final List<SimulatedPartition> partitions;
    private final Map<String, SimulatedPartition> byDestination = new HashMap<>();
    private final Map<String, Mood> moods = new HashMap<>();
    private final Map<Integer, CallLife> calls = new HashMap<>();
    private final Map<OrderingKey, Deque<CallLife>> byKey = new HashMap<>();
    private final PriorityQueue<Report> reports = new PriorityQueue<>();
    private final PriorityQueue<Order> orders = new PriorityQueue<>(Comparator.comparingLong(Order::at));
    private final Map<String, DestinationPolicy> configured = new LinkedHashMap<>();
    private final Map<String, DestinationPolicy> lastKnown = new HashMap<>();
    private Story story = Story.UNTOLD;
    private Policies policies;
    private long time;
    private Instant now = BEGINNING;
    private Instant latest = BEGINNING;
    private Instant lastStep = BEGINNING;
    private long clockOffset;
    private long stepsBack;
    private long stepsForward;
    private long reportsSent;
    private long incarnations;
    private int crashes;
    private int next;

    World(Scenario scenario, Seams seams, Invariants invariants) {
        this.scenario = scenario;
        this.seams = seams;
        this.invariants = invariants;
        this.dice = scenario.dice();
        this.partitions = IntStream.range(0, scenario.partitions())
                .mapToObj(number -> new SimulatedPartition(this, number))
                .toList();
        for (int i = 0; i < scenario.destinations(); i++) {
            String name = Scenario.destination(i);
            byDestination.put(name, partitions.get(i % partitions.size()));
            configured.put(name, PolicyShape.draw(dice, name, scenario.destinations(), 0));
        }
        this.policies = new Policies(0, Map.of(), Optional.empty());
        publishPolicies();
    }

    /** @throws Violation of an invariant, or for whatever the dispatcher threw */
    void run() {
        try {
            while (!isOver()) {
                step();
            }
            invariants.ended(this);
        } catch (RuntimeException e) {
            throw Violation.of(e, ", at %,d ms".formatted(time));
        }
    }

    void tellTo(Story listener) {
        story = listener;
    }

    private boolean isOver() {
        if (next < scenario.happenings().size() || !orders.isEmpty()) {
            return false;
        }
        return time > scenario.end() + PATIENCE + stepsBack
                || partitions.stream().allMatch(SimulatedPartition::isQuiet);
    }

    /** What comes next, and all that comes at the same time. */
    private void step() {
        List<Happening> happenings = scenario.happenings();
        long nextTime = next < happenings.size() ? happenings.get(next).at() : Long.MAX_VALUE;
        Report first = reports.peek();
        nextTime = first == null ? nextTime : Math.min(nextTime, first.at());
        Order order = orders.peek();
        nextTime = order == null ? nextTime : Math.min(nextTime, order.at());
        for (SimulatedPartition partition : partitions) {
            nextTime = Math.min(nextTime, partition.nextPoll());
        }
        moveTo(nextTime);
        while (next < happenings.size() && happenings.get(next).at() <= time) {
            happen(happenings.get(next++));
        }
        for (Order due = orders.peek(); due != null && due.at() <= time; due = orders.peek()) {
            orders.remove();
            partitionOf(due.destination()).append(due.command());
        }
        for (Report report = reports.peek(); report != null && report.at() <= time; report = reports.peek()) {
            reports.remove();
            report.to().post(report.completion());
        }
        for (SimulatedPartition partition : partitions) {
            if (partition.nextPoll() <= time) {
                partition.poll();
            }
        }
    }

    private void happen(Happening happening) {
        story.tell(happening);
        switch (happening) {
            case Happening.CallSubmitted submitted -> {
                CallLife life = new CallLife(submitted.call());
                calls.put(Integer.parseInt(submitted.call().id()), life);
                life.key().ifPresent(key -> byKey.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(life));
                partitionOf(submitted.call().destination()).append(submitted);
            }
            case Happening.CallSentAgain(long at, var call) -> {
                if (calls.containsKey(Integer.parseInt(call.id()))
                        && policies.of(call.destination()).flatMap(DestinationPolicy::deduplicate).isPresent()) {
                    partitionOf(call.destination()).append(new Happening.CallSubmitted(at, call));
                }
            }
            case Happening.OwnerKilled kill -> partitions.get(kill.partition()).kill(kill);
            case Happening.OwnerReplaced replacement -> partitions.get(replacement.partition()).replace(replacement);
            case Happening.OwnerStopped stop -> partitions.get(stop.partition()).stop(stop);
            case Happening.ClockStepped(var _, long by) -> stepClock(by);
            case Happening.PolicyChanged(var _, String name, int change) -> {
                configured.put(name, PolicyShape.draw(dice, name, scenario.destinations(), change));
                publishPolicies();
            }
            case Happening.DestinationRemoved(var _, String name) -> {
                configured.remove(name);
                publishPolicies();
            }
            case Happening.OperatorActed acted -> {
                order(time, acted.action(), acted.breaker());
                order(time + acted.releasedAfter(), Command.Action.RELEASE, acted.breaker());
            }
            case Happening.DestinationOrdered(var _, String name, var task, long resumedAfter) -> {
                order(time, task, name);
                order(time + resumedAfter, new Command.Task.Resume(), name);
            }
            case Happening.MoodChanged(var _, String name, Mood mood) -> moods.put(name, mood);
        }
    }

    /** The operator's reason says what the command was: its event does not. */
    private void order(long at, Command.Action action, BreakerName breaker) {
        orders.add(new Order(at, breaker.destination(),
                new Command.Operate(action, breaker, operator(action.name()), now)));
    }

    private void order(long at, Command.Task task, String destination) {
        orders.add(new Order(at, destination,
                new Command.Manage(task, destination, operator(task.getClass().getSimpleName()), now)));
    }

    private static Operator operator(String reason) {
        return new Operator(Optional.of("operator"), Optional.of(reason), Optional.empty(), Optional.empty());
    }

    private void stepClock(long by) {
        partitions.forEach(partition -> partition.observeClock(now));
        clockOffset += by;
        stepsBack += Math.max(0, -by);
        stepsForward += Math.max(0, by);
        moveTo(time);
        lastStep = now;
    }

    private void moveTo(long to) {
        time = to;
        now = BEGINNING.plusMillis(time + clockOffset);
        latest = now.isAfter(latest) ? now : latest;
    }

    private void publishPolicies() {
        policies = new Policies(policies.version() + 1, new LinkedHashMap<>(configured), Optional.empty());
        lastKnown.putAll(configured);
        partitions.forEach(SimulatedPartition::pollSoon);
    }

    /** An attempt goes out; what comes of it is told to whoever owns the partition by then. */
    void send(SimulatedPartition from, AttemptLife attempt, long timeout) {
        String id = attempt.call.call.id();
        Mood mood = next < scenario.happenings().size() ? moods.getOrDefault(attempt.breaker().destination(), Mood.WELL)
                : Mood.WELL;
        Reply reply = Reply.draw(dice.of(Integer.parseInt(id)).of(attempt.call.send()), id, mood, time, timeout);
        if (reply.outcome().wasSent()) {
            attempt.call.see(attempt.breaker().destination());
        }
        if (reply.isTold()) {
            Completion completion = new Completion(attempt.id, reply.outcome(), reply.length());
            reports.add(new Report(time + reply.delay(), reportsSent++, from, completion));
            if (reply.toldTwice()) {
                reports.add(new Report(time + 2 * reply.delay(), reportsSent++, from, completion));
            }
        }
    }

    void countCrash() {
        crashes++;
    }

    int crashes() {
        return crashes;
    }

    long nextIncarnation() {
        return ++incarnations;
    }

    /** By the world's own clock, which is right. */
    long time() {
        return time;
    }

    /** By a clock that makes each step forward with the others, and none back. */
    long fastTime() {
        return time + stepsForward;
    }

    /** When the clocks of the pods will show a time, as they go now. */
    long timeOf(Instant shown) {
        return Duration.between(BEGINNING, shown).toMillis() - clockOffset;
    }

    /** As the clocks of the pods show it. */
    Instant now() {
        return now;
    }

    /** The latest time that any clock has shown. */
    Instant latest() {
        return latest;
    }

    /** What the clocks showed when they had last been set. */
    Instant lastStep() {
        return lastStep;
    }

    Policies policies() {
        return policies;
    }

    /** Of all destinations, those that are not configured any more among them. */
    Map<String, DestinationPolicy> lastKnownPolicies() {
        return lastKnown;
    }

    Dice dice() {
        return dice;
    }

    Seams seams() {
        return seams;
    }

    Invariants invariants() {
        return invariants;
    }

    Scenario scenario() {
        return scenario;
    }

    Story story() {
        return story;
    }

    List<SimulatedPartition> partitions() {
        return partitions;
    }

    SimulatedPartition partitionOf(String destination) {
        // A name that nobody has configured has its partition, too.
        return byDestination.getOrDefault(destination, partitions.getFirst());
    }

    Iterable<CallLife> calls() {
        return new ArrayList<>(calls.values());
    }

    /** Of those with its ordering key. */
    List<CallLife> before(CallLife call) {
        Deque<CallLife> line = call.key().map(byKey::get).orElseGet(ArrayDeque::new);
        while (!line.isEmpty() && line.getFirst().hasEnded()) {
            line.remove();
        }
        return line.stream().takeWhile(other -> other != call).filter(other -> !other.hasEnded()).toList();
    }

    CallLife call(Delivery delivery) {
        return Optional.ofNullable(calls.get(Integer.parseInt(delivery.call().id())))
                .orElseThrow(() -> new IllegalArgumentException("nobody submitted call " + delivery.call().id()));
    }

    static String show(Instant time) {
        return "%,d ms".formatted(Duration.between(BEGINNING, time).toMillis());
    }
}
