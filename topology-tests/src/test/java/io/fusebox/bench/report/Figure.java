package io.fusebox.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What was read of one contender in one scenario, once a round.
 *
 * @param metric what it is
 * @param unit empty for a plain number
 * @param values in the order of the rounds; at least one
 */
public record Figure(String scenario, String contender, String metric, String unit, List<Double> values) {

    public double min() {
        return values.stream().mapToDouble(it -> it).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(it -> it).max().orElseThrow();
    }

    public double median() {
        double[] sorted = values.stream().mapToDouble(it -> it).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Round by round: what both met was the same machine at nearly the same time. */
    Figure relativeTo(Figure other, String otherName) {
        List<Double> ratios = IntStream.range(0, Math.min(values.size(), other.values.size()))
                .mapToObj(round -> values.get(round) / other.values.get(round))
                .toList();
        return new Figure(scenario, "%s / %s".formatted(contender, otherName), metric, "", ratios);
    }
}
