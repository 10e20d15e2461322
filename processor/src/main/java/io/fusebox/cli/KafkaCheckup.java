package io.fusebox.cli;

import io.fusebox.config.FuseboxConfig;
import io.fusebox.topology.TopicFinding;
import io.fusebox.topology.TopicReport;
import io.fusebox.topology.TopicSetup;
import io.fusebox.topology.TopicSetupException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/** Brokers, topics, and what this user may do there, as far as brokers tell. */
final class KafkaCheckup {
    private static final String BROKERS = "brokers";
    private static final String RIGHTS = "rights";
    private static final Set<AclOperation> ON_TOPICS = Set.of(AclOperation.READ, AclOperation.WRITE,
            AclOperation.DESCRIBE);
    private static final Set<AclOperation> ON_GROUP = Set.of(AclOperation.READ);

    private final Session session;
    private final Admin admin;
    private final int patience = Math.toIntExact(Brokers.PATIENCE.toMillis());

    KafkaCheckup(Session session) {
        this.session = session;
        this.admin = session.admin();
    }

    List<Finding> findings() throws InterruptedException {
        try {
            Brokers.require(admin, session.brokers());
        } catch (CommandException e) {
            return List.of(Finding.wrong(BROKERS, String.valueOf(e.getMessage())));
        }
        List<Finding> findings = new ArrayList<>();
        int nodes = answer(
                admin.describeCluster(new DescribeClusterOptions().timeoutMs(patience)).nodes()).map(Collection::size)
                .orElse(0);
        findings.add(Finding.ok(BROKERS, "%d at %s".formatted(nodes, session.brokers())));
        topics(findings);
        return findings;
    }

    private void topics(List<Finding> findings) throws InterruptedException {
        FuseboxConfig config = session.config();
        try {
            TopicReport report = new TopicSetup(new TopicSetup.Settings(session.topics(), config.partitions(),
                    config.replicationFactor(), config.requestLimit())).check(admin);
            report.findings().stream().map(KafkaCheckup::of).forEach(findings::add);
            if (report.findings().isEmpty()) {
                findings.add(Finding.ok("topics", "all %d are as they must be".formatted(report.specs().size())));
            }
            rights(report.existing().keySet(), findings);
        } catch (TopicSetupException e) {
            findings.add(Finding.wrong("topics", String.valueOf(e.getMessage())));
        }
    }

    private static Finding of(TopicFinding finding) {
        return switch (finding.severity()) {
            case MISSING, WARNING -> Finding.warning(finding.topic(), finding.line());
            case FATAL -> Finding.wrong(finding.topic(), finding.line());
        };
    }

    /** Those on transactional ids cannot be asked for. */
    private void rights(Collection<String> topics, List<Finding> findings) throws InterruptedException {
        int before = findings.size();
        var described = admin
                .describeTopics(topics,
                        new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(patience))
                .topicNameValues();
        for (var topic : described.entrySet()) {
            answer(topic.getValue()).map(it -> it.authorizedOperations())
                    .flatMap(granted -> missing(ON_TOPICS, granted))
                    .ifPresent(rights -> findings.add(Finding.wrong(RIGHTS,
                            "this user may not use %s: grant %s on it".formatted(topic.getKey(), rights))));
        }
        String group = session.config().applicationId();
        answer(admin.describeConsumerGroups(List.of(group),
                new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true).timeoutMs(patience))
                .describedGroups()
                .get(group)).map(it -> it.authorizedOperations())
                .flatMap(granted -> missing(ON_GROUP, granted))
                .ifPresent(rights -> findings.add(Finding.wrong(RIGHTS,
                        "this user may not use the consumer group %s: grant %s on it".formatted(group, rights))));
        if (findings.size() == before) {
            findings.add(Finding.ok(RIGHTS,
                    "Read, Write and Describe on the topics, Read on the group %s, as far as brokers tell"
                            .formatted(group)));
        }
    }

    private static Optional<String> missing(Set<AclOperation> needed, Set<AclOperation> granted) {
        String missing = needed.stream()
                .filter(operation -> !granted.contains(operation) && !granted.contains(AclOperation.ALL))
                .map(operation -> operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
        // A broker of an older version tells nothing.
        return missing.isEmpty() || granted.isEmpty() ? Optional.empty() : Optional.of(missing);
    }

    /** Empty where there is nothing to be told: what cannot be asked is no finding. */
    private static <T> Optional<T> answer(@Nullable KafkaFuture<T> question) throws InterruptedException {
        try {
            return question == null ? Optional.empty() : Optional.ofNullable(question.get());
        } catch (ExecutionException _) {
            return Optional.empty();
        }
    }
}
