package io.fusebox.config;

import io.fusebox.call.Secret;
import io.fusebox.dispatch.Policies;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * All that is configured; checked, with secrets fetched. Keys, defaults and ranges stand in {@code processor/docs/configuration.md}.
 *
 * @param applicationId of Kafka Streams; all pods with the same one share the work
 * @param topicPrefix of all topics
 * @param partitions of requests, retry and commands
 * @param replicationFactor of topics that are created; -1 is the broker's default
 * @param requestLimit the largest body of a call, in bytes
 * @param drainTimeout how long a stop waits for calls in flight
 * @param kafka properties of all Kafka clients
 * @param streams properties of Kafka Streams
 * @param adHocUrls whether a call may bring its own absolute URL
 * @param maxBreakers how many breakers have metrics of their own
 * @param policies of all destinations
 */
public record FuseboxConfig(
        String applicationId,
        String topicPrefix,
        int partitions,
        int replicationFactor,
        int requestLimit,
        Duration drainTimeout,
        ClientProperties kafka,
        ClientProperties streams,
        SchemaRegistry schemaRegistry,
        Http http,
        Results results,
        DeadLetterBody deadLetterBody,
        boolean adHocUrls,
        int maxBreakers,
        Policies policies) {

    static final ValueType<Integer> BODY_LIMIT = ValueTypes.size(0, 64 << 20);

    /**
     * Where schemas are, and how to get in.
     *
     * @param basicAuth {@code user:password}
     * @param serializer class of a Kafka serializer that stands in for ours
     * @param deserializer likewise
     * @param properties for these classes
     */
    public record SchemaRegistry(
            URI url,
            Optional<Secret> basicAuth,
            Optional<Secret> bearerToken,
            Optional<String> serializer,
            Optional<String> deserializer,
            ClientProperties properties) {}

    /**
     * The HTTP interface.
     *
     * @param port 0: any that is free
     * @param token what changes something must carry; without one, nothing can be changed
     */
    public record Http(String host, int port, Optional<Secret> token) {}

    /**
     * How results look.
     *
     * @param deferred whether a call that is queued says so once
     * @param bodyLimit how much of an answer's body is kept, in bytes, where a destination says nothing else
     */
    public record Results(Format format, boolean deferred, int bodyLimit) {}

    /** How results are written. */
    public enum Format {
        AVRO, JSON
    }

    /** Whether dead letters hold the call's body. */
    public enum DeadLetterBody {
        FULL, NONE
    }
}
