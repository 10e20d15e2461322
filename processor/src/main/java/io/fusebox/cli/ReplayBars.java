package io.fusebox.cli;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.call.BreakerName;
import io.fusebox.cli.ReplayReport.Pair;
import io.fusebox.cli.Terminal.Style;
import io.fusebox.replay.Period;
import io.fusebox.replay.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The states of breakers over time, a bar for each policy. */
final class ReplayBars {
    private final Terminal terminal;
    private final Period period;

    ReplayBars(Terminal terminal, Period period) {
        this.terminal = terminal;
        this.period = period;
    }

    void show(List<Map.Entry<BreakerName, Pair>> breakers) {
        int width = breakers.stream().mapToInt(entry -> entry.getKey().toString().length()).max().orElse(0);
        breakers.forEach(entry -> {
            String name = entry.getKey().toString();
            entry.getValue().present().ifPresent(it -> bar(name, width, "present", it));
            entry.getValue().candidate().ifPresent(it -> bar("", width, "candidate", it));
        });
        String from = time(period.from());
        String to = time(period.to());
        String between = " ".repeat(Math.max(1, Simulation.COLUMNS - from.length() - to.length()));
        terminal.line(" ".repeat(width + 13) + from + between + to);
        double seconds = Duration.between(period.from(), period.to()).toMillis() / 1e3 / Simulation.COLUMNS;
        terminal.line("%s closed  %s half-open  %s open; each column is %s s".formatted(cell(Kind.CLOSED),
                cell(Kind.HALF_OPEN), cell(Kind.OPEN), String.format(Locale.ROOT, "%.1f", seconds)));
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void bar(String name, int width, String policy, Simulation simulation) {
        StringBuilder bar = new StringBuilder();
        simulation.timeline().forEach(state -> bar.append(cell(state)));
        terminal.line(("%-" + width + "s  %-9s  ").formatted(name, policy) + bar);
    }

    private String cell(Kind state) {
        return switch (state) {
            case CLOSED, FORCED_CLOSED, DISABLED -> terminal.styled("·", Style.GOOD);
            case HALF_OPEN -> terminal.styled("▒", Style.WARNING);
            case OPEN, FORCED_OPEN -> terminal.styled("█", Style.BAD);
        };
    }
}
