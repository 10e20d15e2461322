package io.fusebox.simulation;

import io.fusebox.call.Call;
import io.fusebox.call.Command;
import io.fusebox.call.Command.Task;
import io.fusebox.call.ParkedFilter;
import io.fusebox.call.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/** Thinks a scenario up: some thousand calls within a minute or so, and a few dozen troubles. */
final class ScenarioWriter {
    private static final int FEWEST_CALLS = 2_000;
    private static final int MOST_CALLS = 8_000;
    private static final int PATHS = 7;

    private final long seed;
    private final SplittableRandom random;
    /** Keys are drawn apart, so that a world without them is the same elsewhere. */
    private final SplittableRandom keys;
    private final int partitions;
    private final int destinations;
    private final long length;
    private final List<Happening> happenings = new ArrayList<>();

    ScenarioWriter(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.keys = new SplittableRandom(~seed);
        this.partitions = random.nextInt(1, 5);
        this.destinations = partitions * random.nextInt(1, 4);
        this.length = random.nextLong(20_000, 60_000);
    }

    Scenario write() {
        submitCalls();
        for (int i = 0; i < destinations; i++) {
            changeMoods(Scenario.destination(i));
        }
        trouble(random.nextInt(2, 16), this::ownerTrouble);
        trouble(random.nextInt(0, 4), at -> new Happening.ClockStepped(at, step()));
        trouble(random.nextInt(0, 6), at -> new Happening.PolicyChanged(at, anyDestination(), random.nextInt(1, 100)));
        trouble(random.nextInt(0, 4), this::operatorActs);
        trouble(random.nextInt(0, 5), this::operatorOrders);
        if (random.nextInt(4) == 0) {
            removeADestinationForAWhile();
        }
        sendSomeAgain();
        happenings.sort(Comparator.comparingLong(Happening::at));
        return new Scenario(seed, partitions, destinations, random.nextBoolean(), List.copyOf(happenings));
    }

    private interface Trouble {
        Happening at(long at);
    }

    private void trouble(int times, Trouble trouble) {
        for (int i = 0; i < times; i++) {
            happenings.add(trouble.at(random.nextLong(length)));
        }
    }

    private Happening ownerTrouble(long at) {
        int partition = random.nextInt(partitions);
        long absence = random.nextInt(3) == 0 ? random.nextLong(8_000) : random.nextLong(300);
        return switch (random.nextInt(6)) {
            case 0 -> new Happening.OwnerReplaced(at, partition, random.nextLong(3_000), absence);
            case 1 -> new Happening.OwnerStopped(at, partition, random.nextLong(3_000), absence);
            default -> new Happening.OwnerKilled(at, partition, random.nextInt(40), absence);
        };
    }

    private Happening operatorActs(long at) {
        Command.Action[] actions = Command.Action.values();
        return new Happening.OperatorActed(at, anyDestination(), sometimes(40).map(_ -> "op" + random.nextInt(2)),
                actions[random.nextInt(actions.length)], random.nextLong(10_000));
    }

    private Happening operatorOrders(long at) {
        Task task = switch (random.nextInt(4)) {
            case 0 -> new Task.Suspend(sometimes(50).map(_ -> Duration.ofMillis(random.nextLong(1, 10_000))));
            case 1 -> new Task.Suspend(Optional.empty());
            case 2 -> new Task.DrainNow(Optional.empty(), false);
            default -> new Task.Cancel(ParkedFilter.ALL);
        };
        return new Happening.DestinationOrdered(at, anyDestination(), task, random.nextLong(10_000));
    }

    private long step() {
        long by = random.nextInt(3) == 0 ? random.nextLong(1, 10_000) : random.nextLong(1, 900);
        return random.nextInt(4) == 0 ? by : -by;
    }

    private void changeMoods(String destination) {
        Mood[] moods = Mood.values();
        for (long at = random.nextLong(length); at < length; at += random.nextLong(500, 15_000)) {
            Mood mood = random.nextBoolean() ? Mood.WELL : moods[random.nextInt(moods.length)];
            happenings.add(new Happening.MoodChanged(at, destination, mood));
        }
    }

    private void removeADestinationForAWhile() {
        long gone = random.nextLong(length);
        String destination = anyDestination();
        happenings.add(new Happening.DestinationRemoved(gone, destination));
        happenings.add(new Happening.PolicyChanged(gone + random.nextLong(10_000), destination, 0));
    }

    /** A destination that is not configured for a while does not know its calls either. */
    private void sendSomeAgain() {
        SplittableRandom again = keys.split();
        Set<String> forgetful = new HashSet<>();
        for (Happening happening : happenings) {
            if (happening instanceof Happening.DestinationRemoved removed) {
                forgetful.add(removed.destination());
            }
        }
        for (Happening happening : List.copyOf(happenings)) {
            if (happening instanceof Happening.CallSubmitted(long at, Call call) && again.nextInt(100) < 15
                    && !forgetful.contains(call.destination())) {
                happenings.add(new Happening.CallSentAgain(at + again.nextLong(1, 15_000), call));
            }
        }
    }

    private String anyDestination() {
        return Scenario.destination(random.nextInt(destinations));
    }

    private void submitCalls() {
        int calls = random.nextInt(FEWEST_CALLS, MOST_CALLS);
        long at = 0;
        for (int i = 0; i < calls; i++) {
            boolean together = random.nextInt(3) == 0;
            at += together ? 0 : random.nextLong(3 * length / calls);
            happenings.add(new Happening.CallSubmitted(at, call(i, at)));
        }
    }

    private Call call(int number, long at) {
        Instant now = World.BEGINNING.plusMillis(at);
        Optional<Instant> notBefore = sometimes(8).map(_ -> now.plusMillis(random.nextLong(-1_000, 10_000)));
        Optional<Instant> deadline = sometimes(15).map(_ -> now.plusMillis(random.nextLong(-100, 20_000)));
        Optional<Duration> timeout = sometimes(10).map(_ -> Duration.ofMillis(random.nextLong(10, 1_000)));
        OptionalInt maxAttempts = random.nextInt(10) == 0 ? OptionalInt.of(random.nextInt(1, 4)) : OptionalInt.empty();
        Optional<String> operation = sometimes(40).map(_ -> "op" + random.nextInt(2));
        return new Call(Integer.toString(number), anyDestination(), operation, "POST",
                Optional.of("/p" + number % PATHS), Optional.empty(), Map.of(), Payload.EMPTY, orderingKey(),
                notBefore, deadline, timeout, maxAttempts,
                Optional.empty(), Optional.empty(), Map.of());
    }

    private Optional<String> orderingKey() {
        return keys.nextInt(100) < 20 ? Optional.of("key" + keys.nextInt(8)) : Optional.empty();
    }

    private Optional<Boolean> sometimes(int percent) {
        return random.nextInt(100) < percent ? Optional.of(true) : Optional.empty();
    }
}
