package io.fusebox.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.cli.Finding.Verdict;
import io.fusebox.cli.SettingsTopic.Standing;
import io.fusebox.cli.Table.Cell;
import io.fusebox.cli.Table.Column;
import io.fusebox.cli.Terminal.Style;
import io.fusebox.config.ConfigException;
import io.fusebox.http.HttpSettings;
import io.fusebox.wire.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fusebox doctor}: looks at all that a pod needs, and changes nothing. */
@Command(name = "doctor", description = "Look at what a pod needs: configuration and secrets, brokers, topics, rights, schema registry, destinations. It changes nothing, and sends no call. Exit with 1 if anything is wrong.")
public final class DoctorCommand implements Callable<Integer> {
    private static final String REGISTRY = "registry";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = new Terminal(spec.commandLine());
        List<Finding> findings = findings();
        if (json) {
            terminal.line(json(findings));
        } else {
            print(findings, terminal);
        }
        terminal.flush();
        return isWrong(findings) ? 1 : 0;
    }

    private List<Finding> findings() throws InterruptedException {
        try (Session session = client.open(spec)) {
            return findings(session);
        } catch (ConfigException e) {
            return e.problems().stream().map(problem -> Finding.wrong("configuration", problem)).toList();
        }
    }

    private static List<Finding> findings(Session session) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("configuration", "%d destinations, all secrets can be read"
                .formatted(session.config().policies().configured().size())));
        findings.addAll(new KafkaCheckup(session).findings());
        Finding registry = registry(session);
        findings.add(registry);
        boolean canReadTopic = !isWrong(findings);
        Map<String, Standing> applied = canReadTopic ? applied(session, findings) : Map.of();
        findings.addAll(new DestinationsCheckup(session.configuration(), HttpSettings.defaults().guard())
                .findings(applied));
        return findings;
    }

    private static Finding registry(Session session) {
        String address = session.config().schemaRegistry().url().toString();
        try {
            session.schemas().requireRegistry();
            return Finding.ok(REGISTRY, "answers at " + address);
        } catch (RegistryException e) {
            return Finding.wrong(REGISTRY, e.getMessage() + "; check schema-registry.url or --registry");
        }
    }

    /** A topic that is not there yet holds nothing. */
    private static Map<String, Standing> applied(Session session, List<Finding> findings) {
        try {
            return new SettingsTopic(session).read();
        } catch (CommandException e) {
            findings.add(Finding.warning(session.topics().destinations(), String.valueOf(e.getMessage())));
            return Map.of();
        }
    }

    private static boolean isWrong(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.WRONG);
    }

    private static void print(List<Finding> findings, Terminal terminal) {
        new Table(terminal, Column.of("VERDICT", 0), Column.of("ABOUT", 0), Column.of("", 0))
                .print(findings.stream().map(DoctorCommand::row).toList());
    }

    private static List<Cell> row(Finding finding) {
        Style style = switch (finding.verdict()) {
            case OK -> Style.GOOD;
            case WARNING -> Style.WARNING;
            case WRONG -> Style.BAD;
        };
        return List.of(new Cell(finding.verdict().label(), style), Cell.of(finding.about()), Cell.of(finding.line()));
    }

    private static String json(List<Finding> findings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", !isWrong(findings));
        ArrayNode all = json.putArray("findings");
        findings.forEach(finding -> all.addObject()
                .put("verdict", finding.verdict().label())
                .put("about", finding.about())
                .put("line", finding.line()));
        return json.toString();
    }
}
