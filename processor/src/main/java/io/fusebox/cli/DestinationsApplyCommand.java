package io.fusebox.cli;

import io.fusebox.wire.DestinationSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fusebox destinations apply} */
@Command(name = "apply", description = "Check a file of settings, show what it changes, and apply that to all pods while they run.")
final class DestinationsApplyCommand extends ClientCommand {
    @Mixin
    private SettingsFile file = new SettingsFile();

    @Mixin
    private ChangeOptions options = new ChangeOptions();

    @Override
    int run(Session session, Terminal terminal) throws InterruptedException {
        var wanted = file.read(session.configuration());
        SettingsTopic topic = new SettingsTopic(session);
        Map<String, SettingsTopic.Standing> standing = topic.read();
        SettingsFile.requireBackups(session.configuration(), wanted, standing);
        List<SettingsChange> changes = SettingsFile.changes(wanted, standing);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Optional<DestinationSettings>> records = new LinkedHashMap<>();
        changes.stream()
                .filter(SettingsChange::isChange)
                .map(SettingsChange::destination)
                .forEach(name -> records.put(name, Optional.ofNullable(wanted.get(name))
                        .map(settings -> new DestinationSettings(name, settings, now, Optional.of(options.by())))));
        return options.carryOut(changes, records, topic, terminal);
    }
}
