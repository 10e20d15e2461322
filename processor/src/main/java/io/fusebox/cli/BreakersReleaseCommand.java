package io.fusebox.cli;

import io.fusebox.call.Command.Action;
import picocli.CommandLine.Command;

/** {@code fusebox breakers release} */
@Command(name = "release", description = "Let breakers that were forced go on by themselves; one that was forced open probes first.")
final class BreakersReleaseCommand extends BreakerTurn {
    @Override
    Action action() {
        return Action.RELEASE;
    }
}
