package io.fusebox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.call.ResultStatus;
import io.fusebox.demo.DemoSummary.Guests;
import io.fusebox.demo.DemoSummary.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table at the end, for people and for programs. */
public final class DemoReport {
    private static final String GAP = "  ";

    private DemoReport() {}

    /**
     * @param value of a destination's row
     * @param adds whether those of all destinations make a sum
     */
    private record Column(String title, ToLongFunction<Row> value, boolean adds) {
        private String total(List<Row> rows) {
            return adds ? number(rows.stream().mapToLong(value).sum()) : "";
        }
    }

    /** Aligned, with a line for all destinations, and the verdict beneath. */
    public static String text(DemoSummary summary) {
        List<Column> columns = columns(summary);
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("destination", columns.stream().map(Column::title)));
        for (Row row : summary.rows()) {
            lines.add(line(row.destination(), columns.stream().map(column -> number(column.value().applyAsLong(row)))));
        }
        lines.add(line("all", columns.stream().map(column -> column.total(summary.rows()))));
        return aligned(lines) + System.lineSeparator() + verdict(summary) + (summary.guests().isEmpty() ? ""
                : System.lineSeparator() + "Beside them, " + guests(summary.guests()) + ".");
    }

    /** Of the statuses only those that occurred. */
    private static List<Column> columns(DemoSummary summary) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("calls sent", Row::sent, true));
        Arrays.stream(ResultStatus.values())
                .filter(status -> summary.rows().stream().anyMatch(row -> row.results().containsKey(status)))
                .map(status -> new Column(status.name(), row -> row.results().getOrDefault(status, 0), true))
                .forEach(columns::add);
        columns.add(new Column("attempts", Row::attempts, true));
        columns.add(new Column("parked at peak", Row::parkedPeak, false));
        columns.add(new Column("breaker changes", Row::breakerChanges, true));
        columns.add(new Column("lost", Row::lost, true));
        columns.add(new Column("doubled", Row::doubled, true));
        return columns;
    }

    private static List<String> line(String first, Stream<String> rest) {
        List<String> cells = new ArrayList<>();
        cells.add(first);
        rest.forEach(cells::add);
        return cells;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Names to the left, numbers to the right. */
    private static String aligned(List<List<String>> lines) {
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                int column = i;
                int width = lines.stream().mapToInt(it -> it.get(column).length()).max().orElse(1);
                table.append(i == 0 ? "" : GAP)
                        .append(("%" + (i == 0 ? "-" : "") + width + "s").formatted(line.get(i)));
            }
            table.append(System.lineSeparator());
        }
        return table.toString();
    }

    private static String verdict(DemoSummary summary) {
        return summary.isSound() ? "Each of the %s calls has exactly one result.".formatted(number(summary.sent()))
                : "Of %s calls %s have no result, and %s results are one too many.".formatted(number(summary.sent()),
                        number(summary.lost()), number(summary.doubled()));
    }

    static String guests(Guests guests) {
        String results = guests.results().isEmpty() ? "none yet"
                : Arrays.stream(ResultStatus.values())
                        .filter(guests.results()::containsKey)
                        .map(status -> status + " " + number(guests.results().getOrDefault(status, 0)))
                        .collect(Collectors.joining(", "));
        String unreadable = guests.unreadable() == 0 ? ""
                : "; could not be read, and are on fusebox.dead-letters: " + number(guests.unreadable());
        return "others sent %s calls; results: %s%s".formatted(number(guests.calls()), results, unreadable);
    }

    /** One object: {@code destinations} by name, {@code guests}, and {@code lost} and {@code doubled} of all. */
    public static String json(DemoSummary summary) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ObjectNode destinations = root.putObject("destinations");
        for (Row row : summary.rows()) {
            ObjectNode its = destinations.putObject(row.destination());
            its.put("sent", row.sent());
            putStatuses(its, row.results());
            its.put("attempts", row.attempts());
            its.put("parkedPeak", row.parkedPeak());
            its.put("breakerChanges", row.breakerChanges());
            its.put("lost", row.lost());
            its.put("doubled", row.doubled());
        }
        ObjectNode guests = root.putObject("guests");
        guests.put("sent", summary.guests().calls());
        guests.put("unreadable", summary.guests().unreadable());
        putStatuses(guests, summary.guests().results());
        root.put("sent", summary.sent());
        root.put("lost", summary.lost());
        root.put("doubled", summary.doubled());
        return root.toPrettyString();
    }

    private static void putStatuses(ObjectNode node, Map<ResultStatus, Integer> results) {
        ObjectNode statuses = node.putObject("results");
        Arrays.stream(ResultStatus.values())
                .filter(results::containsKey)
                .forEach(status -> statuses.put(status.name(), results.get(status)));
    }
}
