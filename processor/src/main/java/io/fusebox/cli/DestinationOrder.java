package io.fusebox.cli;

import io.fusebox.board.Board;
import io.fusebox.call.Command;
import io.fusebox.call.Command.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands have in common that ask something of destinations. */
abstract class DestinationOrder extends ClientCommand {
    @Mixin
    private OperatorOptions operator = new OperatorOptions();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The destinations.")
    private List<String> names = List.of();

    abstract Task task();

    /** What is to be done where the owners have obeyed. */
    int afterwards(Session session, List<String> destinations, Terminal terminal) throws InterruptedException {
        return 0;
    }

    @Override
    int run(Session session, Terminal terminal) throws InterruptedException {
        Board board = BoardSession.read(session);
        names.forEach(name -> requireKnown(name, board));
        Map<String, Commanding.Order> orders = new LinkedHashMap<>();
        names.forEach(name -> orders.put(name, (by, now) -> new Command.Manage(task(), name, by, now)));
        int status = new Commanding(session, terminal, operator).give(orders);
        return status == 0 ? afterwards(session, names, terminal) : status;
    }

    private static void requireKnown(String name, Board board) {
        if (board.breakers().keySet().stream().noneMatch(breaker -> breaker.destination().equals(name))) {
            throw new CommandException(
                    "there is no destination '%s': 'fusebox breakers list' shows them".formatted(name));
        }
    }
}
