package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimersTest {
    /** As {@link System#nanoTime} may be: anything. */
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    private final List<String> ran = new ArrayList<>();
    private final AtomicLong wakeUps = new AtomicLong();
    private final Timers timers = new Timers(_ -> wakeUps.incrementAndGet(), START);

    @Test
    void runsWhatIsDueAndNotBefore() {
        Timers.Timer _ = timers.at(at(25), at(0), () -> ran.add("a"));

        timers.advance(at(20));
        assertThat(ran).isEmpty();

        timers.advance(at(25 + Timers.TICK_MS));
        assertThat(ran).containsExactly("a");
    }

    @Test
    void runsNothingTwice() {
        Timers.Timer _ = timers.at(at(25), at(0), () -> ran.add("a"));
        timers.advance(at(100));

        timers.advance(at(20_000));

        assertThat(ran).containsExactly("a");
    }

    @Test
    void runsWhatWasDueBeforeItWasMade() {
        timers.advance(at(500));
        Timers.Timer _ = timers.at(at(100), at(505), () -> ran.add("a"));

        timers.advance(at(520));

        assertThat(ran).containsExactly("a");
    }

    @Test
    void leavesOutWhatWasCancelled() {
        Timers.Timer first = timers.at(at(25), at(0), () -> ran.add("first"));
        Timers.Timer second = timers.at(at(25), at(0), () -> ran.add("second"));
        Timers.Timer _ = timers.at(at(25), at(0), () -> ran.add("third"));

        timers.cancel(second);
        timers.cancel(second);
        timers.cancel(first);
        timers.advance(at(100));

        assertThat(ran).containsExactly("third");
    }

    @Test
    void letsATaskCancelAnother() {
        List<Timers.Timer> made = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            made.add(timers.at(at(25), at(0), () -> {
                ran.add(name);
                made.forEach(timers::cancel);
            }));
        }

        timers.advance(at(100));

        assertThat(ran).hasSize(1);
    }

    @Test
    void letsATaskMakeAnother() {
        Timers.Timer _ = timers.at(at(25), at(0), () -> {
            ran.add("first");
            Timers.Timer _ = timers.at(at(60), at(40), () -> ran.add("second"));
        });

        timers.advance(at(40));
        timers.advance(at(80));

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void keepsThoseOfALaterRound() {
        Timers.Timer _ = timers.at(at(60_000), at(0), () -> ran.add("a"));

        for (int ms = 0; ms < 60_000; ms += Timers.TICK_MS) {
            timers.advance(at(ms));
        }
        assertThat(ran).isEmpty();

        timers.advance(at(60_000 + Timers.TICK_MS));
        assertThat(ran).containsExactly("a");
    }

    @Test
    void catchesUpAfterALongPause() {
        for (int ms = 0; ms < 100_000; ms += 777) {
            Timers.Timer _ = timers.at(at(ms), at(0), () -> ran.add("x"));
        }

        timers.advance(at(100_000));

        assertThat(ran).hasSize(129);
    }

    @Test
    void asksToBeWokenOnlyWhileSomethingIsPending() {
        Timers.Timer timer = timers.at(at(25), at(0), () -> {});
        Timers.Timer _ = timers.at(at(25), at(0), () -> {});
        assertThat(wakeUps).hasValue(1);

        timers.cancel(timer);
        timers.advance(at(10));
        assertThat(wakeUps).hasValue(2);

        timers.advance(at(100));
        assertThat(wakeUps).hasValue(2);

        Timers.Timer _ = timers.at(at(200), at(150), () -> {});
        assertThat(wakeUps).hasValue(3);
    }

    @Test
    void goesOnAfterATaskThatFails() {
        Timers.Timer _ = timers.at(at(25), at(0), () -> ran.add("a"));
        Timers.Timer _ = timers.at(at(25), at(0), () -> {
            throw new IllegalStateException("on purpose");
        });

        assertThatIllegalStateException().isThrownBy(() -> timers.advance(at(50)));
        timers.advance(at(60));

        assertThat(ran).containsExactly("a");
    }

    @Test
    void runsEachOnceInItsTimeWhateverTheOrder() {
        SplittableRandom random = new SplittableRandom(7);
        List<Long> lateness = new ArrayList<>();
        AtomicLong now = new AtomicLong();
        int made = 0;
        for (; now.get() < 30_000; now.addAndGet(random.nextInt(1, 30))) {
            timers.advance(at(now.get()));
            long due = now.get() + random.nextInt(15_000);
            Timers.Timer timer = timers.at(at(due), at(now.get()), () -> lateness.add(now.get() - due));
            if (random.nextBoolean()) {
                timers.cancel(timer);
            } else {
                made++;
            }
        }
        timers.advance(at(now.addAndGet(20_000)));

        assertThat(lateness).hasSize(made);
        assertThat(lateness).allMatch(late -> late >= 0);
        assertThat(lateness.stream().filter(late -> late > 30 + 2 * Timers.TICK_MS).count())
                .as("those that the last jump left behind")
                .isLessThan(made / 2);
    }

    private static long at(int ms) {
        return at((long) ms);
    }

    private static long at(long ms) {
        return START + Duration.ofMillis(ms).toNanos();
    }
}
