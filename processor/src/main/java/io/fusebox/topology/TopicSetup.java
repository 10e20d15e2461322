package io.fusebox.topology;

import io.fusebox.wire.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Creates the topics that are missing, and checks those that are there.
 *
 * <p>Several pods may do so at once: what another has created meanwhile is checked like the rest.
 */
public final class TopicSetup {
    private static final int ENVELOPE = 256 << 10;

    private final Settings settings;
    private final List<TopicSpec> specs;

    /**
     * What is configured.
     *
     * @param partitions of requests, retry, commands, results and dead-letters
     * @param replicationFactor on creation; -1 is the broker's default
     * @param requestLimit the largest body of a call, in bytes
     */
    public record Settings(Topics topics, int partitions, int replicationFactor, int requestLimit) {}

    public TopicSetup(Settings settings) {
        this.settings = settings;
        specs = TopicSpec.allOf(settings);
    }

    /**
     * Creates and checks, as the processor does at its start. Each question to the brokers waits up to 10 s.
     *
     * @return the warnings, one line each
     * @throws TopicSetupException where the processor must not start, or not yet
     */
    public static List<String> ensure(Admin admin, Settings settings) throws TopicSetupException, InterruptedException {
        TopicReport report = new TopicSetup(settings).apply(admin);
        List<String> fatal = report.findings().stream().filter(TopicFinding::isFatal).map(TopicFinding::line).toList();
        if (!fatal.isEmpty()) {
            throw new TopicSetupException(fatal, false);
        }
        return report.findings().stream().map(TopicFinding::line).toList();
    }

    /** The largest record for bodies of so many bytes: JSON may double what it has to escape, and more comes with a body. */
    public static int maxRecordBytes(int requestLimit) {
        return 2 * requestLimit + ENVELOPE;
    }

    /** What there is to say of these topics; touches nothing. */
    public List<TopicFinding> plan(Collection<ExistingTopic> existing) {
        Map<String, ExistingTopic> byName = existing.stream()
                .collect(Collectors.toMap(ExistingTopic::name, Function.identity()));
        List<TopicFinding> findings = new ArrayList<>();
        for (TopicSpec spec : specs) {
            ExistingTopic topic = byName.get(spec.name());
            if (topic == null) {
                findings.add(TopicPlan.missing(spec));
            } else {
                findings.addAll(TopicPlan.compare(spec, topic, settings.replicationFactor()));
            }
        }
        return findings;
    }

    /**
     * Only looks.
     *
     * @throws TopicSetupException where the topics cannot be looked at
     */
    public TopicReport check(Admin admin) throws TopicSetupException, InterruptedException {
        return report(new TopicAdmin(admin).existing(names()), Set.of());
    }

    /**
     * Creates what is missing, then looks.
     *
     * @throws TopicSetupException where the topics cannot be looked at or created
     */
    public TopicReport apply(Admin admin) throws TopicSetupException, InterruptedException {
        TopicAdmin topics = new TopicAdmin(admin);
        Map<String, ExistingTopic> before = topics.existing(names());
        List<TopicSpec> missing = specs.stream().filter(spec -> !before.containsKey(spec.name())).toList();
        if (missing.isEmpty()) {
            return report(before, Set.of());
        }
        Set<String> created = topics.create(missing, settings.replicationFactor());
        Map<String, ExistingTopic> after = new HashMap<>(before);
        after.putAll(topics.awaited(missing.stream().map(TopicSpec::name).toList()));
        return report(after, created);
    }

    private List<String> names() {
        return specs.stream().map(TopicSpec::name).toList();
    }

    private TopicReport report(Map<String, ExistingTopic> existing, Set<String> created) {
        return new TopicReport(specs, existing, created, plan(existing.values()));
    }
}
