package io.fusebox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fusebox destinations list} */
@Command(name = "list", description = "List the destinations of the configuration and those that were applied.")
final class DestinationsListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = new Terminal(spec.commandLine());
        try (Session session = client.open(spec)) {
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
}
