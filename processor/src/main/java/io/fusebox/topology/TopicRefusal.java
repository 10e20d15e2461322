package io.fusebox.topology;

import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why the brokers did not create a topic, and what to do. */
final class TopicRefusal {
    private TopicRefusal() {}

    static String line(TopicSpec spec, int replicationFactor, Throwable failure) {
        return "%s is missing, and %s".formatted(spec.name(), switch (failure) {
            case AuthorizationException _ ->
                "this user may not create it: grant Create on it, or have it created with " + command(spec);
            case InvalidReplicationFactorException e ->
                "%s replicas cannot be had: %s; change fusebox.replication-factor".formatted(
                        replicationFactor < 0 ? "the broker's default of" : replicationFactor, e.getMessage());
            case PolicyViolationException e ->
                "a policy of the brokers forbids to create it: %s; have it created with %s".formatted(e.getMessage(),
                        command(spec));
            case TimeoutException _ -> "the brokers did not create it in time: try again";
            default -> "cannot be created: " + failure;
        });
    }

    private static String command(TopicSpec spec) {
        String config = spec.config()
                .entrySet()
                .stream()
                .map(entry -> " --config %s=%s".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return "kafka-topics --create --topic %s --partitions %d%s".formatted(spec.name(), spec.partitions(), config);
    }
}
