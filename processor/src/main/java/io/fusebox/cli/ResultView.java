package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import io.fusebox.cli.Terminal.Style;
import java.util.List;

/** Results as a table. */
final class ResultView implements Follower.View {
    private final Terminal terminal;
    private final boolean bodies;
    private final Table table;

    /** @param bodies whether each answer's body follows its line */
    ResultView(Terminal terminal, boolean bodies) {
        this.terminal = terminal;
        this.bodies = bodies;
        table = new Table(terminal,
                Column.of("TIME", 24),
                Column.of("ID", 36),
                Column.of("DESTINATION", 16),
                Column.of("STATUS", 9),
                Column.ofNumbers("HTTP", 4),
                Column.ofNumbers("ATTEMPTS", 8),
                Column.ofNumbers("DURATION", 8),
                Column.of("PROBLEM", 7));
    }

    @Override
    public void head() {
        table.head();
    }

    @Override
    public void show(JsonNode result) {
        String status = JsonCells.text(result, "status");
        table.row(List.of(
                Cell.of(JsonCells.time(result, "completedAt")),
                Cell.of(JsonCells.text(result, "id")),
                Cell.of(JsonCells.destination(result)),
                new Cell(status, style(status)),
                Cell.of(JsonCells.number(result, "httpStatus")),
                Cell.of(JsonCells.number(result, "attempts")),
                Cell.of(JsonCells.millis(result, "durationMs")),
                Cell.of(JsonCells.problem(result))));
        if (bodies) {
            JsonCells.body(result).ifPresent(body -> body.lines().forEach(this::bodyLine));
        }
    }

    private void bodyLine(String line) {
        terminal.line("  " + Cell.of(line).text());
    }

    private static Style style(String status) {
        return switch (status) {
            case "SUCCEEDED" -> Style.GOOD;
            case "FALLBACK", "DEFERRED" -> Style.WARNING;
            default -> Style.BAD;
        };
    }
}
