package io.fusebox.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** A figure, and the goal that it is held against. */
public record Row(Figure figure, Optional<Goal> goal) {

    /** All figures, those that goals are about among them, by scenario in the order in which they were measured. */
    public static List<Row> of(Figures figures) {
        List<Row> rows = new ArrayList<>();
        figures.all().forEach(figure -> rows.add(new Row(figure, Optional.empty())));
        for (Goal goal : Goals.ALL) {
            goal.figure().apply(figures).ifPresent(figure -> {
                rows.remove(new Row(figure, Optional.empty()));
                rows.add(new Row(figure, Optional.of(goal)));
            });
        }
        List<String> scenarios = new ArrayList<>(
                new LinkedHashSet<>(figures.all().stream().map(Figure::scenario).toList()));
        rows.sort(Comparator.comparingInt(row -> scenarios.indexOf(row.figure().scenario())));
        return rows;
    }

    String verdict() {
        return goal.map(it -> it.isMetBy(figure) ? "met" : "missed").orElse("");
    }
}
