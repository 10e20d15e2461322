package io.fusebox.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;

/** Where a command speaks to: lines of a result, and what is said beside it. */
final class Terminal {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colour;

    Terminal(CommandLine command) {
        out = command.getOut();
        err = command.getErr();
        colour = command.getColorScheme().ansi().enabled();
    }

    /** How a cell is shown where there are colours. */
    enum Style {
        PLAIN(""), GOOD("32"), WARNING("33"), BAD("31"), HEADING("1");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    void line(String text) {
        out.println(text);
    }

    void flush() {
        out.flush();
    }

    /** Beside the result: on standard error. */
    void note(String text) {
        err.println(text);
        err.flush();
    }

    /** Overwrites the line on standard error. */
    void status(String text) {
        err.print("\r\u001B[K" + text);
        err.flush();
    }

    void clear() {
        out.print("\u001B[H\u001B[2J");
    }

    /** Whether nobody takes the output any more, as after {@code | head}. */
    boolean isGone() {
        return out.checkError();
    }

    /** Whether a person watches, so that lines may be overwritten. */
    boolean isInteractive() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** Asks whoever watches; where nobody does, nothing is asked, and it goes on. */
    boolean isConfirmed(String question) {
        out.flush();
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readLine("%s [y/N] ", question))
                .map(answer -> answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"))
                .orElseGet(() -> !isInteractive());
    }

    String styled(String text, Style style) {
        return colour && style != Style.PLAIN ? "\u001B[%sm%s\u001B[0m".formatted(style.code, text) : text;
    }
}
