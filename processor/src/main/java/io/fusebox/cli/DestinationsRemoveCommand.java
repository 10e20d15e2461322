package io.fusebox.cli;

import io.fusebox.cli.SettingsTopic.Standing;
import io.fusebox.wire.DestinationSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fusebox destinations remove} */
@Command(name = "remove", description = "Take away what was applied to a destination: what the pods' configuration says of it holds again; where that says nothing, it is unknown.")
final class DestinationsRemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Mixin
    private ChangeOptions options = new ChangeOptions();

    @Parameters(paramLabel = "NAME", description = "The destination.")
    private String name = "";

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = new Terminal(spec.commandLine());
        try (Session session = client.open(spec)) {
            SettingsTopic topic = new SettingsTopic(session);
            Standing standing = Optional.ofNullable(topic.read().get(name))
                    .orElseThrow(() -> new CommandException(
                            "nothing was applied to '%s': 'fusebox destinations list' shows what was".formatted(name)));
            SettingsChange change = SettingsChange.between(name,
                    Optional.of(
                            standing.readable().map(DestinationSettings::settings).map(Map::copyOf).orElse(Map.of())),
                    Optional.empty());
            return options.carryOut(List.of(change), Map.of(name, Optional.empty()), topic, terminal);
        }
    }
}
