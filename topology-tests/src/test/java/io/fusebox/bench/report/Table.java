package io.fusebox.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** For people: in Markdown, and aligned. */
public final class Table {
    private static final List<String> HEAD = List.of("scenario", "contender", "metric", "unit", "min", "median", "max",
            "rounds", "goal", "");
    /** From here on, numbers. */
    private static final int FIRST_NUMBER = 4;
    private static final int LAST_NUMBER = 7;

    private Table() {}

    public static String of(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
                .toArray();
        lines.add(1, IntStream.range(0, HEAD.size())
                .mapToObj(i -> "-".repeat(Math.max(1, widths[i] - 1)) + (isNumber(i) ? ":" : "-"))
                .toList());
        return lines.stream()
                .map(line -> IntStream.range(0, line.size())
                        .mapToObj(i -> padded(line.get(i), widths[i], isNumber(i)))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }

    private static List<String> cells(Row row) {
        Figure figure = row.figure();
        return List.of(figure.scenario(), figure.contender(), figure.metric(), figure.unit(),
                Numbers.text(figure.min()), Numbers.text(figure.median()), Numbers.text(figure.max()),
                Integer.toString(figure.values().size()), row.goal().map(Goal::text).orElse(""), row.verdict());
    }

    private static boolean isNumber(int column) {
        return column >= FIRST_NUMBER && column <= LAST_NUMBER;
    }

    private static String padded(String text, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - text.length()));
        return right ? space + text : text + space;
    }
}
