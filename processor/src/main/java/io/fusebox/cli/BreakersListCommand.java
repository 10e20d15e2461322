package io.fusebox.cli;

import io.fusebox.admin.BoardJson;
import io.fusebox.board.Board;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fusebox breakers list} */
@Command(name = "list", description = "Show all breakers, the sickest first.")
final class BreakersListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Mixin
    private BoardSession.Display display = new BoardSession.Display();

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = new Terminal(spec.commandLine());
        new BoardSession(client, spec, display).show(terminal, board -> show(board, terminal));
        return 0;
    }

    private void show(Board board, Terminal terminal) {
        Instant now = Instant.now();
        if (display.json()) {
            terminal.line(BoardJson.breakers(board, now).toString());
        } else {
            new BreakerView(terminal, now).list(board);
        }
    }
}
