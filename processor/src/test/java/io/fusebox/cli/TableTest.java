package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import io.fusebox.cli.Terminal.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class TableTest {
    private final StringWriter out = new StringWriter();

    private Table table(Ansi ansi) {
        CommandLine command = new CommandLine(new FuseboxCommand())
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setOut(new PrintWriter(out));
        return new Table(new Terminal(command), Column.of("NAME", 4), Column.ofNumbers("N", 3), Column.of("STATE", 0));
    }

    private static List<Cell> row(String name, String number, String state) {
        return List.of(Cell.of(name), Cell.of(number), new Cell(state, Style.BAD));
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        table(Ansi.OFF).print(List.of(row("payments", "7", "open"), row("a", "1234", "closed")));

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                NAME         N  STATE
                payments     7  open
                a         1234  closed
                """);
    }

    @Test
    void inATableThatGrowsWhatIsTooLongPushesTheRest() {
        Table table = table(Ansi.OFF);
        table.head();
        table.row(row("payments", "7", ""));
        table.row(row("a", "7", "x"));

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                NAME    N  STATE
                payments    7
                a       7  x
                """);
    }

    @Test
    void coloursDoNotShiftColumns() {
        table(Ansi.ON).row(row("a", "7", "open"));

        assertThat(out.toString()).isEqualToNormalizingNewlines("a       7  \u001B[31mopen\u001B[0m\n");
    }

    @Test
    void foreignTextCannotCommandTheTerminal() {
        table(Ansi.OFF).row(row("\u001B[2J\r\nx", "7", ""));

        assertThat(out.toString()).isEqualToNormalizingNewlines(" [2J  x    7\n");
    }
}
