package io.fusebox.cli;

import io.fusebox.admin.BoardJson;
import io.fusebox.board.Board;
import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fusebox breakers show} */
@Command(name = "show", description = "Show one breaker: how it does, its policy and where each value comes from, its last changes.")
final class BreakersShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Mixin
    private BoardSession.Display display = new BoardSession.Display();

    @Parameters(paramLabel = "NAME", description = "The breaker: destination, or destination/operation.")
    private String name = "";

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = new Terminal(spec.commandLine());
        new BoardSession(client, spec, display).show(terminal, board -> show(board, terminal));
        return 0;
    }

    private void show(Board board, Terminal terminal) {
        Instant now = Instant.now();
        BreakerName breaker = BreakerName.parse(name);
        if (display.json()) {
            terminal.line(BoardJson.breaker(board, breaker, now).orElseThrow(() -> unknown(name)).toString());
        } else {
            new BreakerView(terminal, now).details(board.find(breaker).orElseThrow(() -> unknown(name)));
        }
    }

    static CommandException unknown(String name) {
        return new CommandException("there is no breaker '%s': 'fusebox breakers list' shows them".formatted(name));
    }
}
