package io.fusebox.breaker;

import io.fusebox.breaker.WindowSnapshot.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Running sums of calls: of a whole window, and of each of its slices. */
final class WindowSums {
    long startMillis;
    long calls;
    long failed;
    long slow;
    long ignored;
    long timed;
    long micros;

    void startAt(long millis) {
        startMillis = millis;
        calls = 0;
        failed = 0;
        slow = 0;
        ignored = 0;
        timed = 0;
        micros = 0;
    }

    void add(WindowSums other) {
        calls += other.calls;
        failed += other.failed;
        slow += other.slow;
        ignored += other.ignored;
        timed += other.timed;
        micros += other.micros;
    }

    void subtract(WindowSums other) {
        calls -= other.calls;
        failed -= other.failed;
        slow -= other.slow;
        ignored -= other.ignored;
        timed -= other.timed;
        micros -= other.micros;
    }

    WindowCounts counts() {
        Duration average = timed == 0 ? Duration.ZERO : Duration.of(micros / timed, ChronoUnit.MICROS);
        return new WindowCounts(calls, failed, slow, ignored, average);
    }

    Slice slice() {
        return new Slice(Instant.ofEpochMilli(startMillis), calls, failed, slow, ignored, timed, micros);
    }

    void read(Slice slice) {
        startAt(slice.start().toEpochMilli());
        calls = slice.calls();
        failed = slice.failed();
        slow = slice.slow();
        ignored = slice.ignored();
        timed = slice.timed();
        micros = slice.micros();
    }

    /** One of the calls that a bucket holds, its failures and slow ones spread evenly among the others. */
    void readShare(Slice slice, long index) {
        startAt(slice.start().toEpochMilli());
        calls = 1;
        failed = share(slice.failed(), slice.calls(), index);
        slow = share(slice.slow(), slice.calls(), index);
        ignored = share(slice.ignored(), slice.calls(), index);
        timed = share(slice.timed(), slice.calls(), index);
        micros = timed == 0 ? 0 : slice.micros() / slice.timed() * timed;
    }

    private static long share(long total, long parts, long index) {
        return (index + 1) * total / parts - index * total / parts;
    }
}
