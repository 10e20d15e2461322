package io.fusebox.fuzzing;

import com.sun.management.ThreadMXBean;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.CommandKind;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.OperatorCommand;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.Journal;
import io.fusebox.specs.world.Output;
import io.fusebox.specs.world.Records;
import io.fusebox.specs.world.World;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The real topology, which is given one record at a time, and the account of what became of it: each ends in exactly one terminal
 * result or in exactly one dead letter of its own, and only a command may end in nothing.
 *
 * <p>What a record asks to wait until is waited for. Some ask for thousands of years: those are held in the parking, and are accounted
 * for together at the end of days ({@link #close}).
 */
final class FrontDoor implements AutoCloseable {
    /** Longer than any call of {@code requests} may be scheduled ahead. */
    private static final Duration LONGEST_SCHEDULE = Duration.ofDays(31);
    private static final Instant END_OF_DAYS = Instant.parse("+10000-01-02T00:00:00Z");
    /** Claims of somebody else; and what an operator wants is done, which is an event and no end. */
    private static final Set<CommandKind> IGNORED = EnumSet.complementOf(EnumSet.of(CommandKind.OTHER));
    private static final Duration COMMAND_AT_WORK = Duration.ofSeconds(1);
    /** What a record may cost in memory while it is processed: so many times its own size, and as much as that for all of the rest. */
    private static final long COPIES = 100;
    private static final long BASE_BYTES = 16L << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final World world;
    private final Map<String, Long> ends;
    private long farAhead;

    /** @param ends takes how many records ended in which way */
    FrontDoor(World world, Map<String, Long> ends) {
        this.world = world;
        this.ends = ends;
        // Begins its life.
        world.now();
    }

    /** @return what is wrong with what became of it; empty where nothing is */
    Optional<String> accept(Input record) {
        world.forget();
        long before = threads.getCurrentThreadAllocatedBytes();
        world.pipe(record);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        if (allocated > BASE_BYTES + COPIES * size(record)) {
            return Optional.of("took %,d bytes of memory for a record of %,d".formatted(allocated, size(record)));
        }
        return settled(record);
    }

    private static long size(Input record) {
        return record.key().map(key -> key.length).orElse(0) + record.value().map(value -> value.length).orElse(0);
    }

    private Optional<String> settled(Input record) {
        if (ended() == 0 && isUnderWay()) {
            world.passUntil("an end", () -> ended() > 0 || !isUnderWay());
        }
        if (mayEndInNothing(record) && deadLetters().stream().allMatch(it -> it.getDelivery().isPresent())) {
            // Calls that are held may end by it, or be made.
            world.pass(COMMAND_AT_WORK);
            farAhead -= Math.min(farAhead, ended());
            count("ignored");
            return deadLettersOfResults();
        }
        boolean waited = ended() == 0 && isParked();
        if (waited) {
            world.jump(LONGEST_SCHEDULE);
            world.pass(Duration.ofMillis(50));
        }
        if (waited && ended() == 0 && isParked()) {
            farAhead++;
            count("held beyond a month");
            return Optional.empty();
        }
        long others = waited ? Math.min(farAhead, Math.max(0, ended() - 1)) : 0;
        farAhead -= others;
        long own = ended() - others;
        if (own == 1) {
            count(end());
            return deadLettersOfResults();
        }
        return Optional.of("%d results and dead letters: %s %s".formatted(own, results(), deadLetters()));
    }

    private void count(String end) {
        ends.merge(end, 1L, Long::sum);
    }

    private String end() {
        return results().isEmpty() ? "dead letter " + deadLetters().getFirst().getReason()
                : "result " + results().getFirst().getStatus();
    }

    /** What failed for good is on the dead letters too, and nothing else is. */
    private Optional<String> deadLettersOfResults() {
        long failed = results().stream().filter(FrontDoor::isDead).count();
        long letters = deadLetters().stream().filter(letter -> letter.getDelivery().isPresent()).count();
        return failed == letters ? Optional.empty()
                : Optional.of("%d calls failed, and %d dead letters tell of it".formatted(failed, letters));
    }

    private static boolean isDead(CallResult result) {
        return switch (result.getStatus()) {
            case FAILED, EXHAUSTED, EXPIRED, UNKNOWN -> true;
            case SUCCEEDED, FALLBACK, CANCELLED, REJECTED, DEFERRED, OTHER -> false;
        };
    }

    /** Terminal results, and dead letters of records that are no calls. */
    private long ended() {
        return results().stream().filter(result -> result.getStatus() != ResultStatus.DEFERRED).count()
                + deadLetters().stream().filter(letter -> letter.getDelivery().isEmpty()).count();
    }

    private boolean isUnderWay() {
        return journal().rowsOf("ledger") > 0;
    }

    private boolean isParked() {
        return journal().rowsOf("parking") > 0;
    }

    /** A claim or a confirmation of somebody else; under the key of claims also one that cannot be read yet. */
    private static boolean mayEndInNothing(Input record) {
        if (!record.topic().endsWith("commands")) {
            return false;
        }
        boolean asClaim = record.key()
                .filter(key -> new String(key, StandardCharsets.UTF_8).equals("claim-0"))
                .isPresent();
        return asClaim || record.value().flatMap(FrontDoor::command).filter(IGNORED::contains).isPresent();
    }

    private static Optional<CommandKind> command(byte[] value) {
        try {
            return Optional.of(Records.read(value, OperatorCommand.class).getKind());
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private List<CallResult> results() {
        return journal().results().stream().map(Output::value).toList();
    }

    private List<DeadLetter> deadLetters() {
        return journal().deadLetters().stream().map(Output::value).toList();
    }

    private Journal journal() {
        return world.journal();
    }

    /** @return what is wrong with the account of those who waited for thousands of years; empty where nothing is */
    Optional<String> settleTheRest() {
        world.forget();
        world.jump(Duration.between(world.now(), END_OF_DAYS));
        // A decision ends a few hundred at most.
        for (int i = 0; i < 100 && ended() < farAhead; i++) {
            world.jump(Duration.ofMillis(100));
        }
        return ended() == farAhead ? Optional.empty()
                : Optional.of("%d waited beyond a month, and %d of them have ended".formatted(farAhead, ended()));
    }

    @Override
    public void close() {
        world.close();
    }
}
