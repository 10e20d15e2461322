package io.fusebox.cli;

import io.fusebox.call.Command.Action;
import picocli.CommandLine.Command;

/** {@code fusebox breakers force-open} */
@Command(name = "force-open", description = "Hold breakers open until they are released or reset: nothing is sent to their destinations.")
final class BreakersForceOpenCommand extends BreakerTurn {
    @Override
    Action action() {
        return Action.FORCE_OPEN;
    }
}
