package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import io.fusebox.cli.Terminal.Style;
import java.util.List;

/** State changes of breakers as a table. */
final class EventView implements Follower.View {
    private final Table table;

    EventView(Terminal terminal) {
        table = new Table(terminal,
                Column.of("TIME", 24),
                Column.of("BREAKER", 16),
                Column.of("FROM -> TO", 22),
                Column.of("CAUSE", 21),
                Column.ofNumbers("FAILED", 6),
                Column.of("OPEN UNTIL", 24),
                Column.of("OWNER", 5));
    }

    @Override
    public void head() {
        table.head();
    }

    @Override
    public void show(JsonNode event) {
        String to = JsonCells.text(event, "to");
        String shadow = event.path("shadow").asBoolean() ? " (shadow)" : "";
        table.row(List.of(Cell.of(JsonCells.time(event, "at")), Cell.of(JsonCells.text(event, "breaker")),
                new Cell(JsonCells.text(event, "from") + " -> " + to, style(to)),
                Cell.of(cause(event) + shadow),
                Cell.of(JsonCells.percent(event.path("window").path("failureRate").asDouble())),
                Cell.of(JsonCells.time(event, "openUntil")), Cell.of(JsonCells.text(event, "owner"))));
    }

    private static String cause(JsonNode event) {
        String command = event.path("command").asText();
        return JsonCells.text(event, "cause") + (command.isEmpty() ? "" : ": " + command);
    }

    static Style style(String state) {
        return switch (state) {
            case "open", "forced_open" -> Style.BAD;
            case "closed" -> Style.GOOD;
            default -> Style.WARNING;
        };
    }
}
