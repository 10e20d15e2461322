package io.fusebox.cli;

import io.fusebox.cli.Terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** Columns of text, without lines between them. What is too long for its column pushes the rest to the right. */
final class Table {
    private static final String GAP = "  ";

    private final Terminal terminal;
    private final List<Column> columns;

    /** @param width that it has at least */
    record Column(String title, int width, boolean right) {
        static Column of(String title, int width) {
            return new Column(title, width, false);
        }

        static Column ofNumbers(String title, int width) {
            return new Column(title, width, true);
        }
    }

    /** A cell's text may be foreign: what a terminal would obey is left out. */
    record Cell(String text, Style style) {
        Cell {
            text = text.replaceAll("\\p{Cntrl}", " ");
        }

        static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }
    }

    Table(Terminal terminal, Column... columns) {
        this(terminal, List.of(columns));
    }

    private Table(Terminal terminal, List<Column> columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    /** A whole table, whose columns are as wide as they have to be. */
    void print(List<List<Cell>> rows) {
        Table fitted = new Table(terminal, fit(rows));
        fitted.head();
        rows.forEach(fitted::row);
    }

    private List<Column> fit(List<List<Cell>> rows) {
        List<Column> fitted = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int index = i;
            Column column = columns.get(i);
            int widest = rows.stream().mapToInt(row -> length(row.get(index).text)).max().orElse(0);
            fitted.add(new Column(column.title, Math.max(Math.max(column.width, widest), column.title.length()),
                    column.right));
        }
        return fitted;
    }

    void head() {
        print(columns.stream().map(column -> new Cell(column.title, Style.HEADING)).toList(), true);
    }

    void row(List<Cell> cells) {
        print(cells, false);
    }

    private void print(List<Cell> cells, boolean heading) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Cell cell = cells.get(i);
            String padding = " ".repeat(Math.max(0, column.width - length(cell.text)));
            boolean last = i == columns.size() - 1;
            String text = terminal.styled(cell.text, heading ? Style.HEADING : cell.style);
            line.append(column.right ? padding + text : text + (last ? "" : padding)).append(last ? "" : GAP);
        }
        terminal.line(line.toString().stripTrailing());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
