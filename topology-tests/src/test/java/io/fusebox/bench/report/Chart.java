package io.fusebox.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A picture (SVG): for each scenario and metric a bar per contender, as long as its median, with a line from least to most. */
public final class Chart {
    private static final int WIDTH = 900;
    private static final int NAMES = 270;
    private static final int BARS = 470;
    private static final int LINE = 22;
    private static final int GAP = 26;
    private static final String OURS = "#c2410c";
    private static final String THEIRS = "#94a3b8";

    private final StringBuilder body = new StringBuilder();
    private int y = GAP;

    private Chart() {}

    /** Of those figures whose metric more than one contender has. */
    public static String of(List<Figure> figures) {
        Map<String, List<Figure>> groups = figures.stream()
                .collect(Collectors.groupingBy(Chart::title, LinkedHashMap::new, Collectors.toList()));
        Chart chart = new Chart();
        groups.forEach((title, group) -> {
            if (group.size() > 1) {
                chart.group(title, group);
            }
        });
        return chart.svg();
    }

    private static String title(Figure figure) {
        String unit = figure.unit().isEmpty() ? "" : " (%s)".formatted(figure.unit());
        return "%s: %s%s".formatted(figure.scenario(), figure.metric(), unit);
    }

    private void group(String title, List<Figure> group) {
        text(0, y, "start", "bold", title);
        y += LINE;
        double most = group.stream().mapToDouble(Figure::max).max().orElseThrow();
        group.forEach(figure -> bar(figure, most > 0 ? BARS / most : 0));
        y += GAP;
    }

    private void bar(Figure figure, double scale) {
        int middle = y - 5;
        text(NAMES - 10, y, "end", "normal", figure.contender());
        add("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>", NAMES, middle - 7,
                figure.median() * scale, figure.contender().equals("fusebox") ? OURS : THEIRS);
        add("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#1e293b\" stroke-width=\"1.5\"/>",
                NAMES + figure.min() * scale, NAMES + figure.max() * scale, middle, middle);
        text(NAMES + (int) (figure.max() * scale) + 8, y, "start", "normal", Numbers.text(figure.median()));
        y += LINE;
    }

    private void text(int x, int at, String anchor, String weight, String text) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>", x + 10, at, anchor, weight,
                escaped(text));
    }

    private void add(String format, Object... arguments) {
        body.append("  ").append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
                  <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, y, body);
    }
}
