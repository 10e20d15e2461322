package io.fusebox.cli;

import io.fusebox.call.BreakerName;
import io.fusebox.cli.ReplayReport.Pair;
import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import io.fusebox.cli.Terminal.Style;
import io.fusebox.replay.Period;
import io.fusebox.replay.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A {@link ReplayReport} for people: a table, and below it a bar over time for each breaker that would have opened. */
final class ReplayView {
    private static final String PRESENT = "present";
    private static final String CANDIDATE = "candidate";

    private final Terminal terminal;

    ReplayView(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(ReplayReport report) {
        Period period = report.period();
        terminal.line("%d attempts from %s to %s".formatted(report.attempts(), period.from(), period.to()));
        if (report.breakers().isEmpty()) {
            return;
        }
        List<Map.Entry<BreakerName, Pair>> breakers = report.breakers()
                .entrySet()
                .stream()
                .sorted(Comparator.comparing((Map.Entry<BreakerName, Pair> entry) -> longestOpen(entry.getValue()))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .toList();
        terminal.line("");
        table(breakers);
        List<Map.Entry<BreakerName, Pair>> opened = breakers.stream().filter(it -> hasOpened(it.getValue())).toList();
        if (!opened.isEmpty()) {
            terminal.line("");
            new ReplayBars(terminal, period).show(opened);
        }
    }

    private static boolean hasOpened(Pair pair) {
        return simulations(pair).anyMatch(it -> it.openings() > 0);
    }

    private static Duration longestOpen(Pair pair) {
        return simulations(pair).map(Simulation::open).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Stream<Simulation> simulations(Pair pair) {
        return Stream.of(pair.present(), pair.candidate()).flatMap(Optional::stream);
    }

    private void table(List<Map.Entry<BreakerName, Pair>> breakers) {
        List<List<Cell>> rows = new ArrayList<>();
        breakers.forEach(entry -> {
            String name = entry.getKey().toString();
            entry.getValue().present().ifPresent(it -> rows.add(row(name, PRESENT, it)));
            entry.getValue().candidate().ifPresent(it -> rows.add(row(name, CANDIDATE, it)));
        });
        new Table(terminal,
                Column.of("BREAKER", 0),
                Column.of("POLICY", 0),
                Column.ofNumbers("ATTEMPTS", 0),
                Column.ofNumbers("ASSUMED", 0),
                Column.ofNumbers("REJECTED", 0),
                Column.ofNumbers("OPENINGS", 0),
                Column.ofNumbers("OPEN FOR", 0),
                Column.of("FIRST OPENING", 0),
                Column.of("LAST OPENING", 0)).print(rows);
    }

    private static List<Cell> row(String name, String policy, Simulation simulation) {
        return List.of(
                Cell.of(name),
                Cell.of(policy),
                Cell.of(Long.toString(simulation.attempts())),
                Cell.of(Long.toString(simulation.assumed())),
                new Cell(String.format(Locale.ROOT, "%.1f %%", 100 * simulation.rejectedShare()),
                        simulation.rejected() == 0 ? Style.PLAIN : Style.BAD),
                Cell.of(Long.toString(simulation.openings())),
                Cell.of(simulation.open().isZero() ? "-"
                        : String.format(Locale.ROOT, "%.1f s", simulation.open().toMillis() / 1e3)),
                Cell.of(simulation.first().map(Instant::toString).orElse("-")),
                Cell.of(simulation.last().map(Instant::toString).orElse("-")));
    }
}
