package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPreset;
import io.fusebox.call.OutcomeList;
import io.fusebox.config.FuseboxConfig.DeadLetterBody;
import io.fusebox.config.FuseboxConfig.Format;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.FallbackPolicy;
import io.fusebox.gate.GatePolicy;
import io.fusebox.retry.RetryPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultsTest {
    @TempDir
    Path directory;

    @Test
    void nothingIsRequired() {
        FuseboxConfig config = new GivenConfig(directory).load();

        assertThat(config.applicationId()).isEqualTo("fusebox");
        assertThat(config.topicPrefix()).isEqualTo("fusebox.");
        assertThat(config.partitions()).isEqualTo(12);
        assertThat(config.replicationFactor()).isEqualTo(-1);
        assertThat(config.requestLimit()).isEqualTo(512 * 1024);
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.kafka().asMap()).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
        assertThat(config.streams().asMap()).isEqualTo(Map.of("num.stream.threads", "1"));
        assertThat(config.schemaRegistry().url()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(config.schemaRegistry().basicAuth()).isEmpty();
        assertThat(config.schemaRegistry().bearerToken()).isEmpty();
        assertThat(config.schemaRegistry().serializer()).isEmpty();
        assertThat(config.schemaRegistry().deserializer()).isEmpty();
        assertThat(config.schemaRegistry().properties().asMap()).isEmpty();
        assertThat(config.http()).isEqualTo(new FuseboxConfig.Http("127.0.0.1", 8080, Optional.empty()));
        assertThat(config.results()).isEqualTo(new FuseboxConfig.Results(Format.AVRO, false, 64 * 1024));
        assertThat(config.deadLetterBody()).isEqualTo(DeadLetterBody.FULL);
        assertThat(config.adHocUrls()).isFalse();
        assertThat(config.maxBreakers()).isEqualTo(1_000);
        assertThat(config.policies().configured()).isEmpty();
        assertThat(config.policies().adHoc()).isEmpty();
    }

    @Test
    void aDestinationNeedsOnlyItsUrl() {
        DestinationPolicy policy = new GivenConfig(directory).payments("").loadPayments();

        assertThat(policy.destination().name()).isEqualTo("payments");
        assertThat(policy.destination().baseUrl()).isEqualTo(URI.create("http://payments.example"));
        assertThat(policy.guard().policy().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.destination().concurrency()).isEqualTo(64);
        assertThat(policy.destination().headers()).isEmpty();
        assertThat(policy.destination().acceptCredentialHeaders()).isFalse();
        assertThat(policy.destination().followRedirects()).isZero();
        assertThat(policy.destination().idempotencyKeyQuoted()).isTrue();
        assertThat(policy.destination().bodyLimit()).isEqualTo(64 * 1024);
        assertThat(policy.guard().policy()).isEqualTo(BreakerPreset.STANDARD.policy());
        assertThat(policy.operations()).isEmpty();
        assertThat(policy.queue()).isEqualTo(1_000);
        assertThat(policy.gate()).isEqualTo(GatePolicy.STANDARD);
        assertThat(policy.fallback()).isEqualTo(FallbackPolicy.QUEUE);
    }

    @Test
    void retriesUpToTenTimesWithinADay() {
        RetryPolicy retry = new GivenConfig(directory).payments("").loadPayments().retry();

        assertThat(retry.initial()).isEqualTo(Duration.ofSeconds(1));
        assertThat(retry.max()).isEqualTo(Duration.ofMinutes(5));
        assertThat(retry.maxAttempts()).isEqualTo(10);
        assertThat(retry.maxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(retry.scheduleMax()).isEqualTo(Duration.ofDays(30));
        assertThat(retry.on()).isEqualTo(RetryPolicy.DEFAULT_ON);
        assertThat(retry.never()).isEqualTo(OutcomeList.NONE);
    }
}
