package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.wire.Topics;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureLineTest {
    private static final Topics TOPICS = new Topics("fusebox.");

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of(new TopicAuthorizationException(Set.of("fusebox.results")), "fusebox.results"),
                Arguments.of(GroupAuthorizationException.forGroupId("fusebox"), "consumer group fusebox"),
                Arguments.of(new TransactionalIdAuthorizationException("no"), "grant Write and Describe"),
                Arguments.of(new ClusterAuthorizationException("no"), "grant IdempotentWrite"),
                Arguments.of(new SaslAuthenticationException("wrong"), "check the credentials in kafka: wrong"),
                Arguments.of(new FencedInstanceIdException("other"), "the same group.instance.id"),
                Arguments.of(new RecordTooLargeException("large"),
                        "one for fusebox.results: raise its max.message.bytes"),
                Arguments.of(new MissingSourceTopicException("gone"),
                        "fusebox.requests, fusebox.retry or fusebox.commands"),
                Arguments.of(new ProcessorStateException("put", new IOException("No space left on device")),
                        "No space left on device; make room, or set streams.state.dir"),
                Arguments.of(new TimeoutException("Timeout expired after 60000ms"), "the brokers have not answered"),
                Arguments.of(new ProcessorStateException("flush", new IllegalStateException(
                        "Cannot attempt operation `send` because the previous call to `commitTransaction` timed out and must be retried")),
                        "the brokers have not answered"),
                Arguments.of(
                        new KafkaException("Cannot execute transactional method because we are in an error state",
                                new KafkaException(
                                        "The client hasn't received acknowledgment for some previously sent messages and can no longer retry them.")),
                        "the brokers have not answered"));
    }

    /** As Kafka Streams wraps it. */
    private static StreamsException wrapped(Throwable failure) {
        return new StreamsException("Error encountered sending record to topic fusebox.results for task 0_1 due to:\n",
                new StreamsException(failure));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void namesTheCulpritAndTheMend(Throwable failure, String words) {
        assertThat(FailureLine.of(wrapped(failure), TOPICS)).get().asString().contains(words).doesNotContain("\n");
    }

    @Test
    void hasNothingToSayOfOurOwnMistakes() {
        assertThat(FailureLine.of(wrapped(new IllegalStateException("ours")), TOPICS)).isEmpty();
    }
}
