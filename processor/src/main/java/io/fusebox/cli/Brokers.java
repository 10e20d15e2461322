package io.fusebox.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers before a command relies on them, and says in one line what is wrong with them. */
final class Brokers {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Duration CLOSE = Duration.ofSeconds(5);
    private static final String WHERE = "kafka.bootstrap.servers or --bootstrap-server";

    private Brokers() {}

    /** @throws CommandException where no broker answers */
    static void require(Admin admin, String address) {
        await(admin.describeCluster(new DescribeClusterOptions().timeoutMs(patience())).nodes(), address, "");
    }

    /** @throws CommandException where no broker answers, or a topic is not there or not shown */
    static void require(Admin admin, String address, Collection<String> topics) {
        admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(patience()))
                .topicNameValues()
                .forEach((topic, answer) -> await(answer, address, topic));
    }

    private static int patience() {
        return Math.toIntExact(PATIENCE.toMillis());
    }

    private static void await(KafkaFuture<?> answer, String address, String topic) {
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), address, topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    /** @param topic that was asked for; may be empty */
    static CommandException failure(Throwable cause, String address, String topic) {
        return new CommandException(line(cause, address, topic), cause);
    }

    /** What is wrong, and the mend. */
    static String line(Throwable cause, String address, String topic) {
        return switch (cause) {
            case TimeoutException _ ->
                "no broker answers at %s within %d s: check %s, or start one with 'fusebox kafka'".formatted(address,
                        PATIENCE.toSeconds(), WHERE);
            case UnknownTopicOrPartitionException _ ->
                "there is no topic %s at %s: create it with 'fusebox topics', or check --prefix".formatted(topic,
                        address);
            case AuthenticationException e ->
                "the broker at %s does not let this user in: check the credentials in kafka: %s".formatted(address,
                        e.getMessage());
            case AuthorizationException e -> "the broker at %s does not allow this user that: grant it on %s: %s"
                    .formatted(address, topic.isEmpty() ? "the cluster" : topic, e.getMessage());
            case RecordTooLargeException e ->
                "the call is too large for %s: keep its body within request-limit: %s".formatted(topic, e.getMessage());
            default -> "the broker at %s: %s".formatted(address, cause);
        };
    }

    /** A client that cannot even be made: a wrong property, or an address that is none. */
    static CommandException unusable(Throwable failure, String address) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new CommandException("Kafka's client cannot be made for '%s': %s; check %s and the section kafka"
                .formatted(address, root.getMessage(), WHERE), failure);
    }
}
