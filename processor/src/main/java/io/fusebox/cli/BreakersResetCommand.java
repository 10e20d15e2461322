package io.fusebox.cli;

import io.fusebox.call.Command.Action;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox breakers reset} */
@Command(name = "reset", description = "Close breakers, and have them forget their windows. They recover by themselves, with probes: reset one only if you cannot wait for that.")
final class BreakersResetCommand extends BreakerTurn {
    @Option(names = "--all", description = "All breakers of all pods.")
    private boolean all;

    @Override
    boolean all() {
        return all;
    }

    @Override
    Action action() {
        return Action.RESET;
    }
}
