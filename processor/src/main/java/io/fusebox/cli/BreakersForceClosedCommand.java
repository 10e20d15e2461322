package io.fusebox.cli;

import io.fusebox.call.Command.Action;
import picocli.CommandLine.Command;

/** {@code fusebox breakers force-closed} */
@Command(name = "force-closed", description = "Hold breakers closed until they are released or reset, whatever fails.")
final class BreakersForceClosedCommand extends BreakerTurn {
    @Override
    Action action() {
        return Action.FORCE_CLOSED;
    }
}
