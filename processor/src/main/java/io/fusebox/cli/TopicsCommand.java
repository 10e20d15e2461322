package io.fusebox.cli;

import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import io.fusebox.cli.Terminal.Style;
import io.fusebox.config.Durations;
import io.fusebox.config.FuseboxConfig;
import io.fusebox.topology.ExistingTopic;
import io.fusebox.topology.TopicFinding;
import io.fusebox.topology.TopicReport;
import io.fusebox.topology.TopicSetup;
import io.fusebox.topology.TopicSetupException;
import io.fusebox.topology.TopicSpec;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox topics}: creates and checks them. */
@Command(name = "topics", description = "Create the topics that are missing, and check those that are there.")
public final class TopicsCommand extends ClientCommand {
    @Option(names = "--check", description = "Create nothing; exit with 1 if there is anything to say.")
    private boolean check;

    @Override
    int run(Session session, Terminal terminal) throws TopicSetupException, InterruptedException {
        FuseboxConfig config = session.config();
        TopicSetup setup = new TopicSetup(new TopicSetup.Settings(session.topics(), config.partitions(),
                config.replicationFactor(), config.requestLimit()));
        Admin admin = session.admin();
        Brokers.require(admin, session.brokers());
        TopicReport report = check ? setup.check(admin) : setup.apply(admin);
        print(report, terminal);
        return report.hasFatal() || (check && !report.findings().isEmpty()) ? 1 : 0;
    }

    private static void print(TopicReport report, Terminal terminal) {
        new Table(terminal,
                Column.of("TOPIC", 0),
                Column.ofNumbers("PARTITIONS", 0),
                Column.ofNumbers("REPLICATION", 0),
                Column.of("CLEANUP", 0),
                Column.ofNumbers("RETENTION", 0),
                Column.ofNumbers("MAX BYTES", 0),
                Column.of("VERDICT", 0))
                .print(report.specs().stream().map(topic -> row(topic, report)).toList());
        if (!report.findings().isEmpty()) {
            terminal.line("");
            report.findings().forEach(finding -> terminal.line(finding.line()));
        }
        terminal.flush();
    }

    private static List<Cell> row(TopicSpec spec, TopicReport report) {
        Optional<ExistingTopic> topic = Optional.ofNullable(report.existing().get(spec.name()));
        return List.of(
                Cell.of(spec.name()),
                cell(topic.map(it -> Integer.toString(it.partitions()))),
                cell(topic.map(it -> Integer.toString(it.replication()))),
                cell(topic.flatMap(ExistingTopic::cleanup)),
                cell(topic.flatMap(TopicsCommand::retention)),
                cell(topic.flatMap(ExistingTopic::maxRecordBytes).map(bytes -> Long.toString(bytes))),
                verdict(spec, report));
    }

    private static Cell cell(Optional<String> text) {
        return Cell.of(text.orElse("-"));
    }

    private static Optional<String> retention(ExistingTopic topic) {
        if (topic.cleanup().filter("compact"::equals).isPresent()) {
            return Optional.empty();
        }
        return topic.isKeptForever() ? Optional.of("for ever") : topic.retention().map(Durations::write);
    }

    private static Cell verdict(TopicSpec spec, TopicReport report) {
        return report.findings()
                .stream()
                .filter(finding -> finding.topic().equals(spec.name()))
                .map(TopicFinding::severity)
                .max(Enum::compareTo)
                .map(severity -> switch (severity) {
                    case MISSING -> new Cell("missing", Style.BAD);
                    case WARNING -> new Cell("warning", Style.WARNING);
                    case FATAL -> new Cell("wrong", Style.BAD);
                })
                .orElseGet(() -> new Cell(report.created().contains(spec.name()) ? "created" : "ok", Style.GOOD));
    }
}
