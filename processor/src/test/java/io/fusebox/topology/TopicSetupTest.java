package io.fusebox.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.topology.TopicFinding.Severity;
import io.fusebox.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicSetupTest {
    private static final Topics TOPICS = new Topics("fusebox.");
    private static final int LIMIT = 512 << 10;

    private final List<ExistingTopic> existing = new ArrayList<>();
    private int replicationFactor = -1;

    private List<TopicFinding> plan() {
        return new TopicSetup(settings()).plan(existing);
    }

    private TopicSetup.Settings settings() {
        return new TopicSetup.Settings(TOPICS, 12, replicationFactor, LIMIT);
    }

    private void givenAllTopics() {
        TopicSpec.allOf(settings())
                .forEach(spec -> existing.add(new ExistingTopic(spec.name(), spec.partitions(), 3, spec.config())));
    }

    private void given(String name, int partitions) {
        existing.replaceAll(topic -> topic.name().equals(name)
                ? new ExistingTopic(name, partitions, topic.replication(), topic.config())
                : topic);
    }

    private void given(String name, String key, String value) {
        existing.replaceAll(topic -> {
            if (!topic.name().equals(name)) {
                return topic;
            }
            Map<String, String> config = new HashMap<>(topic.config());
            config.put(key, value);
            return new ExistingTopic(name, topic.partitions(), topic.replication(), config);
        });
    }

    @Test
    void topicsAsTheyAreCreatedLeaveNothingToSay() {
        givenAllTopics();

        assertThat(existing).hasSize(8);
        assertThat(plan()).isEmpty();
    }

    @Test
    void theSpecificationIsThatOfTheContract() {
        Map<String, TopicSpec> specs = new HashMap<>();
        TopicSpec.allOf(settings()).forEach(spec -> specs.put(spec.name(), spec));

        assertThat(specs.keySet()).containsExactlyInAnyOrderElementsOf(TOPICS.all());
        assertThat(specs.get("fusebox.requests").config()).isEqualTo(
                Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "max.message.bytes", "1310720"));
        assertThat(specs.get("fusebox.dead-letters").config()).isEqualTo(
                Map.of("cleanup.policy", "delete", "retention.ms", "7776000000", "max.message.bytes", "1376256"));
        assertThat(specs.get("fusebox.destinations").config())
                .isEqualTo(Map.of("cleanup.policy", "compact", "max.message.bytes", "1310720"));
        assertThat(specs.values()).filteredOn(spec -> spec.partitions() == 12)
                .extracting(TopicSpec::name)
                .containsExactlyInAnyOrder("fusebox.requests", "fusebox.retry", "fusebox.commands", "fusebox.results",
                        "fusebox.dead-letters");
    }

    @Test
    void whatIsMissingIsNamed() {
        givenAllTopics();
        existing.removeIf(topic -> topic.name().equals("fusebox.retry"));

        assertThat(plan()).containsExactly(new TopicFinding("fusebox.retry", Severity.MISSING,
                "fusebox.retry is missing: create it with 'fusebox topics'"));
    }

    @Test
    void anotherNumberOfPartitionsIsFatalWhereTopicsShareTasks() {
        givenAllTopics();
        given("fusebox.retry", 6);
        given("fusebox.results", 3);

        assertThat(plan()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.FATAL);
            assertThat(finding.line())
                    .startsWith("fusebox.retry has 6 partitions, and fusebox.partitions is 12: set it to 6 if");
        });
    }

    @Test
    void aStateTopicThatForgetsIsFatal() {
        givenAllTopics();
        given("fusebox.destinations", "cleanup.policy", "compact,delete");

        assertThat(plan()).containsExactly(new TopicFinding("fusebox.destinations", Severity.FATAL,
                "fusebox.destinations has cleanup.policy=compact,delete, which forgets the records of quiet keys; it needs compact: "
                        + "kafka-configs --alter --topic fusebox.destinations --add-config cleanup.policy=compact"));
    }

    @Test
    void aTopicOfCallsThatKeepsOnlyTheLastOfAKeyIsFatal() {
        givenAllTopics();
        given("fusebox.requests", "cleanup.policy", "compact");

        assertThat(plan()).singleElement().satisfies(finding -> assertThat(finding.isFatal()).isTrue());
    }

    @Test
    void lessRoomOrTimeIsAWarningAndMoreIsNone() {
        givenAllTopics();
        given("fusebox.requests", "max.message.bytes", "1048588");
        given("fusebox.results", "retention.ms", "86400000");
        given("fusebox.retry", "max.message.bytes", "9000000");
        given("fusebox.breaker-events", "retention.ms", "-1");

        assertThat(plan()).extracting(TopicFinding::severity).containsOnly(Severity.WARNING);
        assertThat(plan()).extracting(TopicFinding::line)
                .containsExactly(
                        "fusebox.requests has max.message.bytes=1048588; fusebox.request-limit needs 1310720, and larger records are refused: "
                                + "kafka-configs --alter --topic fusebox.requests --add-config max.message.bytes=1310720",
                        "fusebox.results has retention.ms=86400000 (24 hours), shorter than 7 days: "
                                + "kafka-configs --alter --topic fusebox.results --add-config retention.ms=604800000");
    }

    @Test
    void lessRoomThanFuseboxWritesIsFatal() {
        givenAllTopics();
        given("fusebox.results", "max.message.bytes", "1048588");

        assertThat(plan()).containsExactly(new TopicFinding("fusebox.results", Severity.FATAL,
                "fusebox.results has max.message.bytes=1048588; for fusebox.request-limit Fusebox writes up to 1310720 there, and would "
                        + "end if that is refused: kafka-configs --alter --topic fusebox.results --add-config max.message.bytes=1310720, "
                        + "or lower fusebox.request-limit"));
    }

    @Test
    void otherReplicasThanAreAskedForAreAWarning() {
        replicationFactor = 2;
        givenAllTopics();

        assertThat(plan()).hasSize(8).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.line()).contains("has 3 replicas, and fusebox.replication-factor is 2");
        });
    }

    @Test
    void settingsThatAreNotShownAreAWarning() {
        givenAllTopics();
        existing.replaceAll(topic -> topic.name().equals("fusebox.retry")
                ? new ExistingTopic(topic.name(), topic.partitions(), topic.replication(), Map.of())
                : topic);

        assertThat(plan()).extracting(TopicFinding::line)
                .containsExactly(
                        "fusebox.retry cannot be checked: its settings are not shown to this user: grant DescribeConfigs on it");
    }
}
