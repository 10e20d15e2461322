package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.WindowSnapshot.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ring beside a plain list that obeys the same rules. */
class CallWindowTest {
    private static final int STEPS = 20_000;

    @ParameterizedTest
    @CsvSource({ "1, 0", "2, 0", "10, 0", "10, 40", "37, 0", "37, 40", "100, 0", "100, 2000" })
    void holdsWhatAPlainListWouldHold(int size, long durationMillis) {
        RandomGenerator random = new Random(size + durationMillis);
        Duration duration = Duration.ofMillis(durationMillis);
        long now = Bench.START.toEpochMilli();
        OutcomeWindow window = OutcomeWindow.of(size, duration, WindowSnapshot.empty(Bench.START));
        PlainList list = new PlainList(size, durationMillis, new ArrayList<>());

        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(4) == 0 ? random.nextInt(30) : 0;
            switch (random.nextInt(20)) {
                case 0 -> {
                    window.moveBack(1_000);
                    list.moveBack(1_000);
                    now -= 1_000;
                }
                case 1 -> window = OutcomeWindow.of(size, duration, window.snapshot());
                case 2, 3 -> {
                    window.advanceTo(now);
                    list.advanceTo(now);
                }
                case 4, 5, 6, 7 -> {
                    window.recordIgnored(now);
                    list.recordIgnored(now);
                }
                case 8 -> {
                    if (random.nextInt(50) == 0) {
                        window.clear(now);
                        list.slices().clear();
                    }
                }
                default -> {
                    boolean failed = random.nextBoolean();
                    boolean slow = random.nextBoolean();
                    window.recordCall(now, failed, slow);
                    list.recordCall(now, failed, slow);
                    if (random.nextBoolean()) {
                        window.recordTime(step);
                        list.recordTime(step);
                    }
                }
            }
            assertThat(window.snapshot().slices()).isEqualTo(list.slices());
            assertThat(window.calls()).isEqualTo(list.slices().stream().mapToLong(Slice::calls).sum());
            assertThat(window.counts().ignored()).isEqualTo(list.slices().stream().mapToLong(Slice::ignored).sum());
        }
    }

    /** More than a row can count: it stops counting, and nothing beside it is harmed. */
    @Test
    void countsNoMoreIgnoredCallsThanARowCanHold() {
        long now = Bench.START.toEpochMilli();
        OutcomeWindow window = OutcomeWindow.of(2, Duration.ZERO, WindowSnapshot.empty(Bench.START));
        window.recordCall(now, true, true);
        for (int i = 0; i < 300_000; i++) {
            window.recordIgnored(now);
            window.recordTime(1_000);
        }
        window.recordCall(now + 5, true, false);

        assertThat(window.counts()).isEqualTo(new WindowCounts(2, 2, 1, 131_071, Duration.ofMillis(1)));
        assertThat(OutcomeWindow.of(2, Duration.ZERO, window.snapshot()).snapshot()).isEqualTo(window.snapshot());
    }

    @Test
    void takesInABucketWithMoreIgnoredCallsThanARowCanHold() {
        Slice bucket = new Slice(Bench.START, 1, 1, 0, 1_000_000, 1_000_000, 7_000_000);
        WindowSnapshot before = new WindowSnapshot(Bench.START, Bench.START, List.of(bucket));

        WindowCounts counts = OutcomeWindow.of(10, Duration.ZERO, before).counts();

        assertThat(counts).isEqualTo(new WindowCounts(1, 1, 0, 131_071, Duration.of(7, ChronoUnit.MICROS)));
    }

    private record PlainList(int size, long durationMillis, List<Slice> slices) {
        void recordCall(long at, boolean failed, boolean slow) {
            advanceTo(at);
            slices.add(new Slice(Instant.ofEpochMilli(at), 1, failed ? 1 : 0, slow ? 1 : 0, 0, 0, 0));
            while (slices.stream().mapToLong(Slice::calls).sum() > size) {
                slices.removeFirst();
            }
        }

        void recordIgnored(long at) {
            advanceTo(at);
            if (slices.isEmpty()) {
                slices.add(new Slice(Instant.ofEpochMilli(at), 0, 0, 0, 0, 0, 0));
            }
            slices.addLast(plus(slices.removeLast(), 1, 0, 0));
        }

        void recordTime(long micros) {
            slices.addLast(plus(slices.removeLast(), 0, 1, micros));
        }

        private static Slice plus(Slice of, long ignored, long timed, long micros) {
            return new Slice(of.start(), of.calls(), of.failed(), of.slow(), of.ignored() + ignored, of.timed() + timed,
                    of.micros() + micros);
        }

        void advanceTo(long now) {
            slices.removeIf(
                    slice -> durationMillis > 0 && slice.start().isBefore(Instant.ofEpochMilli(now - durationMillis)));
        }

        void moveBack(long millis) {
            slices.replaceAll(of -> new Slice(of.start().minusMillis(millis), of.calls(), of.failed(), of.slow(),
                    of.ignored(), of.timed(), of.micros()));
        }
    }
}
