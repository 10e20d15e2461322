package io.fusebox.cli;

import io.fusebox.cli.SettingsTopic.Standing;
import io.fusebox.wire.DestinationSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fusebox destinations remove} */
@Command(name = "remove", description = "Take away what was applied to a destination: what the pods' configuration says of it holds again; where that says nothing, it is unknown.")
final class DestinationsRemoveCommand extends ClientCommand {
    @Mixin
    private ChangeOptions options = new ChangeOptions();

    @Parameters(paramLabel = "NAME", description = "The destination.")
    private String name = "";

    @Override
    int run(Session session, Terminal terminal) throws InterruptedException {
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
