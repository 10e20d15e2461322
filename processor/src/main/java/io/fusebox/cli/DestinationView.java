package io.fusebox.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import io.fusebox.cli.Terminal.Style;
import io.fusebox.wire.DestinationSettings;
import java.util.Collection;
import java.util.List;

/** Destinations for people, and for programs. */
final class DestinationView {
    private final Terminal terminal;

    DestinationView(Terminal terminal) {
        this.terminal = terminal;
    }

    void list(Collection<KnownDestination> destinations) {
        new Table(terminal,
                Column.of("DESTINATION", 0),
                Column.of("BASE URL", 0),
                Column.of("FROM", 0),
                Column.of("APPLIED", 0),
                Column.of("BY", 0),
                Column.of("VERDICT", 0)).print(destinations.stream().map(DestinationView::row).toList());
    }

    private static List<Cell> row(KnownDestination one) {
        return List.of(Cell.of(one.name()), Cell.of(one.baseUrl()), Cell.of(one.from()),
                Cell.of(one.applied().map(settings -> settings.changedAt().toString()).orElse("-")),
                Cell.of(one.applied().flatMap(DestinationSettings::changedBy).orElse("-")),
                one.ignored()
                        .map(why -> new Cell("ignored: " + why, Style.BAD))
                        .orElseGet(() -> new Cell("ok", Style.GOOD)));
    }

    void details(KnownDestination one) {
        fact("destination", one.name());
        fact("from", one.from());
        one.applied().ifPresent(settings -> {
            fact("applied", settings.changedAt().toString());
            fact("by", settings.changedBy().orElse("-"));
        });
        one.ignored().ifPresent(why -> fact("ignored", why));
        terminal.line("");
        new Table(terminal, Column.of("KEY", 0), Column.of("VALUE", 0), Column.of("FROM", 0))
                .print(one.policy()
                        .entrySet()
                        .stream()
                        .map(key -> List.of(Cell.of(key.getKey()), Cell.of(key.getValue().value()),
                                Cell.of(key.getValue().origin())))
                        .toList());
    }

    private void fact(String name, String value) {
        terminal.line("%-14s %s".formatted(name, Cell.of(value).text()));
    }

    static ObjectNode brief(KnownDestination one) {
        return JsonNodeFactory.instance.objectNode()
                .put("destination", one.name())
                .put("base_url", one.baseUrl())
                .put("in_file", one.isConfigured())
                .put("on_topic", one.standing().isPresent())
                .put("changed_at", one.applied().map(settings -> settings.changedAt().toString()).orElse(null))
                .put("changed_by", one.applied().flatMap(DestinationSettings::changedBy).orElse(null))
                .put("ignored", one.ignored().orElse(null));
    }

    static ObjectNode full(KnownDestination one) {
        ObjectNode json = brief(one);
        ObjectNode policy = json.putObject("policy");
        one.policy()
                .forEach((key, value) -> policy.putObject(key)
                        .put("value", value.value())
                        .put("origin", value.origin()));
        return json;
    }
}
