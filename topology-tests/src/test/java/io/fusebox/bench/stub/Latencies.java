package io.fusebox.bench.stub;

import java.util.Arrays;

/** Times, each of which is kept. */
final class Latencies {
    private int[] micros = new int[1 << 16];
    private int size;

    void add(long each) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, 2 * size);
        }
        micros[size++] = Math.clamp(each, 0, Integer.MAX_VALUE);
    }

    Percentiles percentiles() {
        int[] sorted = Arrays.copyOf(micros, size);
        Arrays.sort(sorted);
        return new Percentiles(size, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(int[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1_000.0;
    }

    void reset() {
        size = 0;
    }
}
