package io.fusebox.cli;

import io.fusebox.wire.DestinationSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How settings on the topic are changed: what is shown and asked before, and who does it. */
final class ChangeOptions {
    @Option(names = "--dry-run", description = "Change nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask; where no terminal is, nothing is asked anyway.")
    private boolean yes;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it, for those who ask later. Default: the user's name.")
    private Optional<String> by = Optional.empty();

    @Option(names = "--json", description = "What was changed, as one line of JSON.")
    private boolean json;

    String by() {
        return by.orElseGet(() -> System.getProperty("user.name", "somebody"));
    }

    /**
     * Shows, asks, and does it.
     *
     * @param records of those that change
     * @return the exit status
     */
    int carryOut(List<SettingsChange> changes, Map<String, Optional<DestinationSettings>> records, SettingsTopic topic,
            Terminal terminal) throws InterruptedException {
        if (!json) {
            new SettingsView(terminal).show(changes);
        }
        boolean wanted = !dryRun && !records.isEmpty();
        if (wanted && !yes && !terminal.isConfirmed("Change %d of them?".formatted(records.size()))) {
            terminal.note("nothing was changed");
            return 1;
        }
        if (wanted) {
            topic.publish(records);
        }
        if (json) {
            terminal.line(SettingsView.json(changes, wanted));
            terminal.flush();
        } else if (wanted) {
            terminal.note("done, by %s; all pods follow within a second".formatted(by()));
        }
        return 0;
    }
}
