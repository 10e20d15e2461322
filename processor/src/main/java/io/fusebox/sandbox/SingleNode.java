package io.fusebox.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a Kafka that is alone: broker and controller in one, one replica of everything, small. */
final class SingleNode {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private SingleNode() {}

    static Map<String, String> properties(int port, int controllerPort, Path logs) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(NODE_ID),
                "controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, Port.HOST, controllerPort),
                "controller.listener.names", CONTROLLER_LISTENER,
                "inter.broker.listener.name", CLIENT_LISTENER,
                "listeners", "%s://%s:%d,%s://%s:%d".formatted(CLIENT_LISTENER, Port.HOST, port, CONTROLLER_LISTENER,
                        Port.HOST, controllerPort),
                "log.dirs", logs.toString(),
                // A misspelt topic is an error, not a topic.
                "auto.create.topics.enable", "false", "group.initial.rebalance.delay.ms", "0"));
        properties.putAll(oneReplica());
        properties.putAll(small());
        return properties;
    }

    private static Map<String, String> oneReplica() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    /** The defaults are for a machine of its own: 50 partitions of each internal topic, 128 MiB for the log cleaner. */
    private static Map<String, String> small() {
        return Map.of(
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "log.cleaner.dedupe.buffer.size", "8388608",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2");
    }
}
