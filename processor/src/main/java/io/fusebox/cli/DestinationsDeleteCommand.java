package io.fusebox.cli;

import io.fusebox.call.Command.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox destinations delete} */
@Command(name = "delete", description = "Take away what was applied to destinations, and say what becomes of their parked calls.")
final class DestinationsDeleteCommand extends DestinationOrder {
    @Option(names = "--parked", paramLabel = "WHAT", required = true, description = "hold: for a later policy of that name. fail: they end as CANCELLED.")
    private WithParked parked = WithParked.hold;

    /** The names are those of the command line. */
    enum WithParked {
        hold, fail
    }

    @Override
    Task task() {
        return new Task.Delete(parked == WithParked.fail);
    }

    /** A destination that a pod's own configuration has stays there. */
    @Override
    int afterwards(Session session, List<String> destinations, Terminal terminal) throws InterruptedException {
        new SettingsTopic(session)
                .publish(destinations.stream().collect(Collectors.toMap(Function.identity(), _ -> Optional.empty())));
        Map<String, ?> configured = session.config().policies().configured();
        destinations.stream()
                .filter(configured::containsKey)
                .forEach(name -> terminal.note(
                        "%s stands in the configuration too: take it out there, and restart the pods".formatted(name)));
        return 0;
    }
}
