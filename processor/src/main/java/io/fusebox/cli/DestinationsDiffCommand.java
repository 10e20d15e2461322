package io.fusebox.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fusebox destinations diff} */
@Command(name = "diff", description = "Check a file of settings, and show what applying it would change; exit with 1 if that is anything.")
final class DestinationsDiffCommand extends ClientCommand {
    @Mixin
    private SettingsFile file = new SettingsFile();

    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    @Override
    int run(Session session, Terminal terminal) {
        var wanted = file.read(session.configuration());
        Map<String, SettingsTopic.Standing> standing = new SettingsTopic(session).read();
        SettingsFile.requireBackups(session.configuration(), wanted, standing);
        List<SettingsChange> changes = SettingsFile.changes(wanted, standing);
        if (json) {
            terminal.line(SettingsView.json(changes, false));
            terminal.flush();
        } else {
            new SettingsView(terminal).show(changes);
        }
        return changes.stream().anyMatch(SettingsChange::isChange) ? 1 : 0;
    }
}
