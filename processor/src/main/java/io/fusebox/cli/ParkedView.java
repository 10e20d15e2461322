package io.fusebox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.cli.ParkedCalls.Listed;
import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import java.util.List;
import java.util.Locale;

/** Parked calls for people, and for programs. */
final class ParkedView {
    private final Terminal terminal;

    ParkedView(Terminal terminal) {
        this.terminal = terminal;
    }

    void list(ParkedCalls calls, int limit) {
        List<Listed> first = calls.first(limit);
        terminal.line("%,d parked %s%s".formatted(calls.count(), calls.count() == 1 ? "call" : "calls",
                first.size() < calls.count() ? ", of which %,d are due first:".formatted(first.size()) : ""));
        if (first.isEmpty()) {
            return;
        }
        terminal.line("");
        new Table(terminal,
                Column.of("DUE", 0),
                Column.of("BREAKER", 0),
                Column.of("ID", 0),
                Column.of("WHY", 0),
                Column.ofNumbers("ATTEMPTS", 0),
                Column.of("THE LAST", 0),
                Column.of("RECEIVED", 0),
                Column.of("EXPIRES", 0)).print(first.stream().map(ParkedView::row).toList());
    }

    private static List<Cell> row(Listed call) {
        return List.of(Cell.of(call.due().toString()),
                Cell.of(call.breaker().toString()),
                Cell.of(call.id()),
                Cell.of(label(call)),
                Cell.of(Integer.toString(call.attempts())),
                Cell.of(call.lastAttempt().orElse("-")),
                Cell.of(call.receivedAt().toString()),
                Cell.of(call.expiresAt().toString()));
    }

    static ObjectNode json(ParkedCalls calls, int limit) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", calls.count());
        ArrayNode parked = json.putArray("parked");
        for (Listed call : calls.first(limit)) {
            parked.addObject()
                    .put("id", call.id())
                    .put("destination", call.breaker().destination())
                    .put("operation", call.breaker().operation().orElse(null))
                    .put("reason", label(call))
                    .put("attempts", call.attempts())
                    .put("last_attempt", call.lastAttempt().orElse(null))
                    .put("received_at", call.receivedAt().toString())
                    .put("due", call.due().toString())
                    .put("expires_at", call.expiresAt().toString());
        }
        return json;
    }

    private static String label(Listed call) {
        return call.reason().name().toLowerCase(Locale.ROOT);
    }
}
