package io.fusebox.topology;

import io.fusebox.topology.TopicFinding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a topic with what it must be. */
final class TopicPlan {
    private final TopicSpec spec;
    private final ExistingTopic topic;
    private final int replication;
    private final List<TopicFinding> findings = new ArrayList<>();

    private TopicPlan(TopicSpec spec, ExistingTopic topic, int replication) {
        this.spec = spec;
        this.topic = topic;
        this.replication = replication;
    }

    static TopicFinding missing(TopicSpec spec) {
        return new TopicFinding(spec.name(), Severity.MISSING,
                "%s is missing: create it with 'fusebox topics'".formatted(spec.name()));
    }

    /** @param replication that is asked for; -1 for whatever the broker gives */
    static List<TopicFinding> compare(TopicSpec spec, ExistingTopic topic, int replication) {
        TopicPlan plan = new TopicPlan(spec, topic, replication);
        plan.partitions();
        plan.replication();
        if (topic.config().isEmpty()) {
            plan.warn("cannot be checked: its settings are not shown to this user", "grant DescribeConfigs on it");
        } else {
            plan.cleanup();
            plan.retention();
            plan.maxRecordBytes();
        }
        return plan.findings;
    }

    private void partitions() {
        if (spec.fixedPartitions() && topic.partitions() != spec.partitions()) {
            fatal("has %d partitions, and fusebox.partitions is %d".formatted(topic.partitions(), spec.partitions()),
                    ("set it to %d if the topics of requests, retry and commands all have that many; the number of a "
                            + "topic in use cannot be changed, so for another one choose a new fusebox.topic-prefix")
                            .formatted(topic.partitions()));
        }
    }

    private void replication() {
        if (replication > 0 && topic.replication() != replication) {
            warn("has %d replicas, and fusebox.replication-factor is %d".formatted(topic.replication(), replication),
                    "move it with kafka-reassign-partitions, or change the setting");
        }
    }

    private void cleanup() {
        String has = topic.cleanup().orElse("");
        if (spec.compact() && !has.equals("compact")) {
            fatal("has cleanup.policy=%s, which forgets the records of quiet keys; it needs compact".formatted(has),
                    alter(TopicSpec.CLEANUP, "compact"));
        } else if (!spec.compact() && topic.hasCleanup("compact")) {
            fatal("has cleanup.policy=%s, which drops all but the last record of a key; it needs delete".formatted(has),
                    alter(TopicSpec.CLEANUP, "delete"));
        }
    }

    /** Longer is as good. */
    private void retention() {
        Optional<Duration> has = topic.retention();
        Optional<Duration> needs = spec.retention();
        if (has.isPresent() && needs.isPresent() && has.get().compareTo(needs.get()) < 0) {
            warn("has retention.ms=%d (%s), shorter than %s".formatted(has.get().toMillis(), readable(has.get()),
                    readable(needs.get())), alter(TopicSpec.RETENTION, Long.toString(needs.get().toMillis())));
        }
    }

    private void maxRecordBytes() {
        Optional<Long> has = topic.maxRecordBytes();
        if (has.isEmpty() || has.get() >= spec.maxRecordBytes()) {
            return;
        }
        String alter = alter(TopicSpec.MAX_BYTES, Integer.toString(spec.maxRecordBytes()));
        if (spec.written()) {
            fatal("has max.message.bytes=%d; for fusebox.request-limit Fusebox writes up to %d there, and would end if that is refused"
                    .formatted(has.get(), spec.maxRecordBytes()), alter + ", or lower fusebox.request-limit");
        } else {
            warn("has max.message.bytes=%d; fusebox.request-limit needs %d, and larger records are refused"
                    .formatted(has.get(), spec.maxRecordBytes()), alter);
        }
    }

    private String alter(String key, String value) {
        return "kafka-configs --alter --topic %s --add-config %s=%s".formatted(topic.name(), key, value);
    }

    private static String readable(Duration time) {
        return time.toHours() >= 48 ? time.toDays() + " days"
                : time.toMinutes() >= 120 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }

    private void fatal(String what, String mend) {
        add(Severity.FATAL, what, mend);
    }

    private void warn(String what, String mend) {
        add(Severity.WARNING, what, mend);
    }

    private void add(Severity severity, String what, String mend) {
        findings.add(new TopicFinding(topic.name(), severity, "%s %s: %s".formatted(topic.name(), what, mend)));
    }
}
