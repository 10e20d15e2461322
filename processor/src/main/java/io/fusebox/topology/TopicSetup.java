package io.fusebox.topology;

import io.fusebox.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing. */
public final class TopicSetup {
    private TopicSetup() {}

    public record Settings(Topics topics, int partitions, int replicationFactor, int requestLimit) {}

    /** What the largest record may have, in bytes: a call's body as JSON writes it, and all that wraps it. */
    public static int maxRecordBytes(int requestLimit) {
        return 2 * requestLimit + (256 << 10);
    }

    public static void ensure(Admin admin, Settings settings) throws TopicSetupException, InterruptedException {
        Topics topics = settings.topics();
        Map<String, String> sized = Map.of("max.message.bytes",
                Integer.toString(maxRecordBytes(settings.requestLimit()) + (64 << 10)));
        Map<String, String> compact = Map.of("cleanup.policy", "compact");
        List<NewTopic> wanted = List.of(topic(topics.requests(), settings.partitions(), sized),
                topic(topics.retry(), settings.partitions(), sized),
                topic(topics.commands(), settings.partitions(), Map.of()),
                topic(topics.results(), settings.partitions(), sized),
                topic(topics.deadLetters(), settings.partitions(), sized), topic(topics.breakerEvents(), 1, Map.of()),
                topic(topics.breakerStatus(), 1, compact), topic(topics.destinations(), 1, compact));
        for (var creation : admin.createTopics(wanted).values().entrySet()) {
            try {
                creation.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new TopicSetupException("topic " + creation.getKey() + " cannot be created: " + e.getCause(),
                            true);
                }
            }
        }
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> configs) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs);
    }
}
