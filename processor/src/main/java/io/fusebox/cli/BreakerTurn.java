package io.fusebox.cli;

import io.fusebox.board.Board;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Command.Action;
import io.fusebox.call.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands have in common that turn a breaker by hand. */
abstract class BreakerTurn extends ClientCommand {
    @Mixin
    private OperatorOptions operator = new OperatorOptions();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The breakers: destination, or destination/operation.")
    private List<String> names = List.of();

    abstract Action action();

    /** Whether all breakers are meant, for which no names are given then. */
    boolean all() {
        return false;
    }

    @Override
    void check() {
        if (names.isEmpty() != all()) {
            throw wrong(all() ? "--all, and names: which of them?" : "Which breaker?");
        }
    }

    @Override
    int run(Session session, Terminal terminal) throws InterruptedException {
        Board board = BoardSession.read(session);
        List<BreakerName> breakers = all() ? List.copyOf(board.breakers().keySet())
                : names.stream().map(name -> known(name, board)).toList();
        Map<String, Commanding.Order> orders = new LinkedHashMap<>();
        breakers.forEach(breaker -> orders.put(breaker.toString(),
                (by, now) -> new Command.Operate(action(), breaker, by, now)));
        return new Commanding(session, terminal, operator).give(orders);
    }

    private static BreakerName known(String name, Board board) {
        BreakerName breaker = BreakerName.parse(name);
        return board.find(breaker)
                .map(BreakerStatus::name)
                .orElseThrow(() -> BreakersShowCommand.unknown(name));
    }
}
