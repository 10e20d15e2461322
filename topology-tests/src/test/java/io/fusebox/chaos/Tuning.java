package io.fusebox.chaos;

import java.util.Map;

/**
 * Timeouts of a run.
 *
 * @param broker its properties
 * @param streams the pods' properties
 */
record Tuning(Map<String, String> broker, Map<String, String> streams) {

    /** As Fusebox and Kafka are without further ado. */
    static Tuning ofDefaults() {
        return new Tuning(Map.of(), Map.of());
    }

    /** A pod that is started again keeps its partitions, on a slow machine too: there it takes longer than the usual 20 s. */
    static Tuning patient() {
        return new Tuning(Map.of(), Map.of("main.consumer.session.timeout.ms", "120000"));
    }

    /** The fastest failover that docs/operations.md recommends. */
    static Tuning fastest() {
        return new Tuning(
                Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                Map.of("main.consumer.session.timeout.ms", "6000",
                        "main.consumer.heartbeat.interval.ms", "1500",
                        "producer.transaction.timeout.ms", "5000"));
    }

    /**
     * So short that a dead pod is missed within seconds, and that a broker's restart is longer than what clients wait.
     *
     * <p>The broker looks for dead transactions no more often than by default, every 10 s: one of version 4.3 that does so while it
     * starts, and its partitions have no leader yet, takes them for deleted, leaves out the markers, and the transaction stays open
     * for ever.
     */
    static Tuning hasty() {
        return new Tuning(
                Map.of("group.min.session.timeout.ms", "1000"),
                Map.of("main.consumer.session.timeout.ms", "4000",
                        "main.consumer.heartbeat.interval.ms", "1000",
                        "producer.transaction.timeout.ms", "3000",
                        "producer.max.block.ms", "5000",
                        "producer.request.timeout.ms", "3000",
                        "producer.delivery.timeout.ms", "6000"));
    }
}
