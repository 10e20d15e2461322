package io.fusebox.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fusebox destinations show} */
@Command(name = "show", description = "Show all that holds for a destination, and where each value comes from.")
final class DestinationsShowCommand extends ClientCommand {
    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    @Parameters(paramLabel = "NAME", description = "The destination.")
    private String name = "";

    @Override
    int run(Session session, Terminal terminal) {
        KnownDestination one = Optional.ofNullable(KnownDestination
                .all(session.configuration(), new SettingsTopic(session).read())
                .get(name))
                .orElseThrow(() -> new CommandException(
                        "there is no destination '%s': 'fusebox destinations list' shows them, with those of --config"
                                .formatted(name)));
        if (json) {
            terminal.line(DestinationView.full(one).toString());
        } else {
            new DestinationView(terminal).details(one);
        }
        terminal.flush();
        return 0;
    }
}
