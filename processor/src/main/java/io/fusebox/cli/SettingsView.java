package io.fusebox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.cli.SettingsChange.KeyChange;
import io.fusebox.cli.SettingsChange.Kind;
import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Terminal.Style;
import java.util.List;
import java.util.Locale;

/** Changes of settings for people, and for programs. */
final class SettingsView {
    private final Terminal terminal;

    SettingsView(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(List<SettingsChange> changes) {
        for (SettingsChange change : changes) {
            line("", change.kind(), change.destination());
            change.keys().forEach(key -> line("    ", key.kind(), text(key)));
        }
        terminal.line("%d added, %d changed, %d removed, %d unchanged".formatted(count(changes, Kind.ADDED),
                count(changes, Kind.CHANGED), count(changes, Kind.REMOVED), count(changes, Kind.UNCHANGED)));
        terminal.flush();
    }

    private void line(String indent, Kind kind, String text) {
        terminal.line(terminal.styled(Cell.of(indent + kind.sign() + " " + text).text(), style(kind)));
    }

    private static Style style(Kind kind) {
        return switch (kind) {
            case ADDED -> Style.GOOD;
            case CHANGED -> Style.WARNING;
            case REMOVED -> Style.BAD;
            case UNCHANGED -> Style.PLAIN;
        };
    }

    private static String text(KeyChange key) {
        return switch (key.kind()) {
            case CHANGED -> "%s: %s -> %s".formatted(key.key(), key.from().orElse(""), key.to().orElse(""));
            case ADDED, REMOVED, UNCHANGED -> "%s: %s".formatted(key.key(), key.to().or(key::from).orElse(""));
        };
    }

    private static long count(List<SettingsChange> changes, Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /** @param applied whether that has been done */
    static String json(List<SettingsChange> changes, boolean applied) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("applied", applied);
        ArrayNode destinations = json.putArray("destinations");
        for (SettingsChange change : changes) {
            ObjectNode one = destinations.addObject()
                    .put("destination", change.destination())
                    .put("change", label(change.kind()));
            ArrayNode keys = one.putArray("keys");
            change.keys()
                    .forEach(key -> keys.addObject()
                            .put("key", key.key())
                            .put("from", key.from().orElse(null))
                            .put("to", key.to().orElse(null)));
        }
        return json.toString();
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
