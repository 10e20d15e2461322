package io.fusebox.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.wire.Topics;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class TopicRefusalTest {
    private static final TopicSpec REQUESTS = TopicSpec
            .allOf(new TopicSetup.Settings(new Topics("fusebox."), 12, -1, 512 << 10))
            .getFirst();

    @Test
    void aMissingRightNamesTheCommandForWhoHasIt() {
        String line = TopicRefusal.line(REQUESTS, -1, new TopicAuthorizationException("no"));

        assertThat(line).isEqualTo("fusebox.requests is missing, and this user may not create it: grant Create on it, "
                + "or have it created with kafka-topics --create --topic fusebox.requests --partitions 12 "
                + "--config cleanup.policy=delete --config retention.ms=604800000 --config max.message.bytes=1310720");
    }

    @Test
    void tooManyReplicasNameTheKey() {
        String line = TopicRefusal.line(REQUESTS, 3, new InvalidReplicationFactorException("only 1 broker"));

        assertThat(line).isEqualTo("fusebox.requests is missing, and 3 replicas cannot be had: only 1 broker; "
                + "change fusebox.replication-factor");
    }
}
