package io.fusebox.cli;

import io.fusebox.board.Board;
import io.fusebox.board.Overview;
import io.fusebox.breaker.BreakerMetrics;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Breakers for people. */
final class BreakerView {
    private final Terminal terminal;
    private final Instant now;

    BreakerView(Terminal terminal, Instant now) {
        this.terminal = terminal;
        this.now = now;
    }

    void list(Board board) {
        Overview overview = Overview.of(board);
        terminal.line("%d %s: %d open, %d half-open, %d closed".formatted(overview.total(),
                overview.total() == 1 ? "breaker" : "breakers", overview.open(), overview.halfOpen(),
                overview.closed()));
        board.staleSince().ifPresent(since -> terminal.line("The brokers have not answered since " + since));
        if (overview.total() == 0) {
            return;
        }
        terminal.line("");
        new Table(terminal,
                Column.of("BREAKER", 0),
                Column.of("STATE", 0),
                Column.ofNumbers("HEALTH", 0),
                Column.ofNumbers("FAILED", 0),
                Column.ofNumbers("CALLS", 0),
                Column.ofNumbers("AVERAGE", 0),
                Column.ofNumbers("CALLS/S", 0),
                Column.ofNumbers("PARKED", 0),
                Column.ofNumbers("IN FLIGHT", 0),
                Column.ofNumbers("NEXT PROBE", 0),
                Column.ofNumbers("UPDATED", 0))
                .print(overview.breakers().stream().map(this::row).toList());
    }

    private List<Cell> row(BreakerStatus breaker) {
        BreakerMetrics metrics = breaker.metrics();
        return List.of(
                Cell.of(breaker.name().toString()),
                state(breaker.state().label()),
                Cell.of(decimal(metrics.healthScore())),
                Cell.of(JsonCells.percent(metrics.failureRate())),
                Cell.of(Long.toString(metrics.window().calls())),
                Cell.of(millis(metrics.averageResponseTime())),
                Cell.of(decimal(metrics.throughput())),
                Cell.of(Long.toString(breaker.parked())),
                Cell.of(Integer.toString(breaker.inFlight())),
                Cell.of(breaker.nextProbeIn(now).map(wait -> "in " + whole(wait)).orElse("-")),
                Cell.of(ago(breaker.at())));
    }

    void details(BreakerStatus breaker) {
        BreakerMetrics metrics = breaker.metrics();
        fact("breaker", breaker.name().toString());
        terminal.line("%-14s %s".formatted("state",
                terminal.styled(breaker.state().label(), EventView.style(breaker.state().label()))));
        breaker.openUntil()
                .ifPresent(until -> fact("open until",
                        "%s (in %s)".formatted(until, whole(Duration.between(now, until)))));
        breaker.pause()
                .ifPresent(pause -> fact("paused",
                        pause.end().map(end -> "for %s, ".formatted(whole(Duration.between(now, end)))).orElse("")
                                + pause.describe()));
        fact("health", decimal(metrics.healthScore()));
        fact("window",
                "%d calls, %d failed (%s), %d slow, %s on average".formatted(metrics.window().calls(),
                        metrics.failureCount(), JsonCells.percent(metrics.failureRate()), metrics.window().slow(),
                        millis(metrics.averageResponseTime())));
        fact("throughput", decimal(metrics.throughput()) + " calls/s");
        fact("availability", JsonCells.percent(metrics.availability()) + " of the last hour");
        long inShadow = metrics.totals().shadowRejections();
        fact("in its life",
                "%d calls, %d successes, %d failures, %d rejections%s".formatted(metrics.totalRequests(),
                        metrics.totalSuccesses(), metrics.totalFailures(), metrics.totalRejections(),
                        inShadow == 0 ? "" : ", %d more that shadow mode let through".formatted(inShadow)));
        fact("parked",
                breaker.parked() + breaker.parkedOldest().map(since -> ", the oldest came " + ago(since)).orElse(""));
        fact("in flight", Integer.toString(breaker.inFlight()));
        metrics.lastFailure()
                .ifPresent(failure -> fact("last failure",
                        "%s %s: %s".formatted(failure.at(), failure.kind(), failure.message())));
        fact("owner", breaker.owner());
        fact("updated", "%s (%s)".formatted(breaker.at(), ago(breaker.at())));
        policy(breaker);
        changes(breaker.stateChanges());
    }

    private void policy(BreakerStatus breaker) {
        terminal.line("");
        new Table(terminal, Column.of("POLICY", 0), Column.of("VALUE", 0), Column.of("FROM", 0))
                .print(new TreeMap<>(breaker.policy()).entrySet()
                        .stream()
                        .map(knob -> Stream.of(knob.getKey(), knob.getValue().value(), knob.getValue().origin())
                                .map(Cell::of)
                                .toList())
                        .toList());
    }

    private void changes(List<StateChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        terminal.line("");
        new Table(terminal, Column.ofNumbers("CHANGE", 0), Column.of("TIME", 0), Column.of("FROM -> TO", 0),
                Column.of("CAUSE", 0), Column.ofNumbers("FAILED", 0))
                .print(changes.reversed().stream().map(BreakerView::change).toList());
    }

    private static List<Cell> change(StateChange change) {
        String to = change.to().label();
        return List.of(Cell.of(Long.toString(change.sequence())), Cell.of(change.at().toString()),
                new Cell(change.from().label() + " -> " + to, EventView.style(to)),
                Cell.of(change.cause().name() + (change.shadow() ? " (shadow)" : "")),
                Cell.of(JsonCells.percent(change.window().failureRate())));
    }

    private void fact(String name, String value) {
        terminal.line("%-14s %s".formatted(name, Cell.of(value).text()));
    }

    private static Cell state(String label) {
        return new Cell(label, EventView.style(label));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }

    private String ago(Instant time) {
        return whole(Duration.between(time, now)) + " ago";
    }

    /** In whole units of a size that people read: clocks differ by more than the rest. */
    private static String whole(Duration time) {
        if (time.isNegative()) {
            return "0s";
        }
        return time.toHours() >= 48 ? time.toDays() + "d"
                : time.toMinutes() >= 120 ? time.toHours() + "h"
                        : time.toSeconds() >= 120 ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }
}
