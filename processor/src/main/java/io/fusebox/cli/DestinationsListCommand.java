package io.fusebox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox destinations list} */
@Command(name = "list", description = "List the destinations of the configuration and those that were applied.")
final class DestinationsListCommand extends ClientCommand {
    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    @Override
    int run(Session session, Terminal terminal) {
        Map<String, KnownDestination> all = KnownDestination.all(session.configuration(),
                new SettingsTopic(session).read());
        if (json) {
            ArrayNode destinations = JsonNodeFactory.instance.arrayNode();
            all.values().stream().map(DestinationView::brief).forEach(destinations::add);
            terminal.line(JsonNodeFactory.instance.objectNode().set("destinations", destinations).toString());
        } else {
            new DestinationView(terminal).list(all.values());
        }
        terminal.flush();
        return 0;
    }
}
