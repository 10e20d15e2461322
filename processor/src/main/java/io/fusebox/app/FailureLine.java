package io.fusebox.app;

import io.fusebox.wire.Topics;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;

/** What ended the processing, in one line that names the culprit and the mend. */
final class FailureLine {
    /** Kafka Streams names it in its text alone. */
    private static final Pattern TOPIC = Pattern.compile("to topic (\\S+)");
    /** What the producer says of all that follows a commit without an answer. */
    private static final Pattern INTERRUPTED_COMMIT = Pattern.compile("`commitTransaction` timed out");
    /** What the producer says of all that follows a record whose time was over before the brokers had it. */
    private static final Pattern UNCONFIRMED_RECORD = Pattern.compile("hasn't received acknowledgment");
    private static final String SILENT_BROKERS = "the brokers have not answered for too long: %s; start the pod again when they do";

    private FailureLine() {}

    /**
     * Empty where it is nothing that the surroundings do.
     *
     * @param topics of which one may be gone
     */
    static Optional<String> of(Throwable failure, Topics topics) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Optional<String> line = ofOne(t, failure, topics);
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofOne(Throwable t, Throwable failure, Topics topics) {
        return Optional.ofNullable(switch (t) {
            case TopicAuthorizationException e ->
                "this user may not use %s: grant Read and Write on all of Fusebox's topics"
                        .formatted(String.join(", ", e.unauthorizedTopics()));
            case GroupAuthorizationException e ->
                "this user may not use the consumer group %s: grant Read on it".formatted(e.groupId());
            case TransactionalIdAuthorizationException _ ->
                "this user may not use transactions: grant Write and Describe on the transactional ids that begin with"
                        + " fusebox.application-id";
            case ClusterAuthorizationException _ ->
                "this user may not use transactions: grant IdempotentWrite on the cluster";
            case AuthenticationException e ->
                "the brokers do not let this user in: check the credentials in kafka: " + e.getMessage();
            case FencedInstanceIdException _ ->
                "another pod has the same group.instance.id and has taken this one's place: give each pod its own";
            case RecordTooLargeException _ ->
                "the brokers take no record as large as one for %s: raise its max.message.bytes, which 'fusebox topics --check' tells"
                        .formatted(topic(failure));
            case MissingSourceTopicException _ ->
                "%s, %s or %s is gone: start the pod again, and it creates what is missing".formatted(topics.requests(),
                        topics.retry(), topics.commands());
            case ProcessorStateException e when root(e) instanceof IOException || root(e) instanceof RocksDBException ->
                "the state directory cannot be used: %s; make room, or set streams.state.dir"
                        .formatted(firstLine(root(e)));
            case TimeoutException e -> SILENT_BROKERS.formatted(firstLine(e));
            case IllegalStateException e when INTERRUPTED_COMMIT.matcher(String.valueOf(e.getMessage())).find() ->
                SILENT_BROKERS.formatted(firstLine(e));
            case KafkaException e when UNCONFIRMED_RECORD.matcher(String.valueOf(e.getMessage())).find() ->
                SILENT_BROKERS.formatted(firstLine(e));
            default -> null;
        });
    }

    private static String topic(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Matcher named = TOPIC.matcher(String.valueOf(t.getMessage()));
            if (named.find()) {
                return named.group(1);
            }
        }
        return "one of the topics";
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
