package io.fusebox.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.World;
import io.fusebox.topology.Partitioning;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever anybody writes to the topics that the topology reads: nothing is thrown, nothing takes memory without bound, and each
 * record is accounted for, as {@link FrontDoor} says.
 *
 * <p>{@code -Dfusebox.fuzz.records=1000000} for more. A failure tells the seed of its life, which {@code -Dfusebox.fuzz.seed} begins
 * with, and the record.
 */
class FuzzingTest {
    private static final long RECORDS = Long.getLong("fusebox.fuzz.records", 5_000);
    private static final long SEED = Long.getLong("fusebox.fuzz.seed", 1);
    /** A life of the topology; the next one begins anew, so that neither stores nor the registry's schemas pile up. */
    private static final long RECORDS_OF_A_LIFE = 5_000;
    private static final int PARTITIONS = 3;

    private final Map<String, Long> ends = new TreeMap<>();
    @TempDir
    private Path stateDirectory;

    @Test
    void whateverComesEndsInExactlyOneWay() {
        long seed = SEED;
        for (long left = RECORDS; left > 0; left -= RECORDS_OF_A_LIFE) {
            live(seed++, Math.min(left, RECORDS_OF_A_LIFE));
        }

        System.out.printf("fuzzing: how they ended: %s%n", ends);
        System.out.printf("fuzzing: %,d records, 0 unaccounted, 0 exceptions%n", RECORDS);
        // What never gets past the first check tries nothing.
        if (RECORDS >= RECORDS_OF_A_LIFE) {
            assertThat(ends).containsKeys("result SUCCEEDED", "result FAILED", "result EXPIRED", "result EXHAUSTED",
                    "result UNKNOWN", "result REJECTED", "dead letter MALFORMED", "dead letter MISROUTED", "ignored",
                    "held beyond a month");
        }
    }

    private void live(long seed, long records) {
        RandomGenerator random = new SplittableRandom(seed);
        World world = new World(stateDirectory.resolve("life-" + seed));
        List<String> destinations = configure(world);
        if (random.nextBoolean()) {
            world.allowAdHocUrls();
        }
        FuzzedRecords fuzzed = new FuzzedRecords(random, world.producer(),
                new Samples(random, destinations, world::now));
        try (FrontDoor door = new FrontDoor(world, ends)) {
            for (long number = 1; number <= records; number++) {
                Input record = fuzzed.next();
                check(door, seed, number, record);
            }
            door.settleTheRest().ifPresent(wrong -> {
                throw new AssertionError("seed %d, after %d records: %s".formatted(seed, records, wrong));
            });
        }
    }

    private static void check(FrontDoor door, long seed, long number, Input record) {
        Optional<String> wrong;
        try {
            wrong = door.accept(record);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(describe(seed, number, record, "threw " + e), e);
        }
        wrong.ifPresent(what -> {
            throw new AssertionError(describe(seed, number, record, what));
        });
    }

    private static String describe(long seed, long number, Input record, String what) {
        return "seed %d, record %d to %s: %s%nkey %s%nvalue %s%nheaders %s".formatted(seed, number, record.topic(),
                what, hex(record.key()), hex(record.value()), record.headers());
    }

    private static String hex(Optional<byte[]> bytes) {
        return bytes.map(HexFormat.of()::formatHex).orElse("none");
    }

    /** The first answers; the others are there for other ends. One is of another partition, and one is not configured. */
    private static List<String> configure(World world) {
        world.setPartitions(PARTITIONS);
        List<String> here = namesOf(partition -> partition == 0);
        String elsewhere = namesOf(partition -> partition != 0).getFirst();
        world.configured(here.get(0)).withOperation("write", "PUT");
        world.configured(here.get(1)).thatIsNotIdempotent().withoutBreaker().failing(FailureKind.RESET);
        world.configured(here.get(2)).failing().withMaxAttempts(1).withFallbackFail();
        world.configured(elsewhere);
        return List.of(here.get(0), here.get(0), here.get(1), here.get(2), here.get(3), elsewhere);
    }

    private static List<String> namesOf(IntPredicate wanted) {
        Partitioning partitioning = new Partitioning(PARTITIONS);
        return IntStream.range(0, 100)
                .mapToObj(i -> "shop-" + i)
                .filter(name -> wanted.test(partitioning.of(name)))
                .limit(4)
                .toList();
    }
}
