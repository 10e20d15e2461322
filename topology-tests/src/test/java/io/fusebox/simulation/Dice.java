package io.fusebox.simulation;

/**
 * Chance without a history: the same question has the same answer, whatever else was asked before. So a story from which events are
 * taken away stays the same elsewhere, and can be made shorter.
 */
record Dice(long seed) {

    /** Dice of their own for a part of the world. */
    Dice of(long part) {
        return new Dice(mix(seed + part * 0x9E3779B97F4A7C15L));
    }

    Dice of(String part) {
        return of(part.hashCode());
    }

    /** From 0, below {@code bound}. */
    int below(int bound) {
        return (int) ((mix(seed) >>> 33) % bound);
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean chance(int percent) {
        return below(100) < percent;
    }

    private static long mix(long from) {
        long z = from;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
