package io.fusebox.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.Totals;
import io.fusebox.breaker.WindowCounts;
import io.fusebox.call.BreakerName;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.ResultSource;
import io.fusebox.call.ResultStatus;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own check of the text: names, suffixes, types, help. */
class PromtoolTest {
    @TempDir
    Path directory;

    @Test
    void promtoolIsContentWithAllMetrics() throws IOException, InterruptedException {
        assumeTrue(isInstalled("promtool"),
                "promtool is not installed (Debian: package prometheus), so this is not checked");
        try (FuseboxMetrics metrics = new FuseboxMetrics(1_000); KafkaStreams streams = unstartedStreams()) {
            useEveryMeter(metrics);
            metrics.watchRuntime();
            metrics.watch(streams);
            String text = metrics.scrape();

            assertThat(text).contains("jvm_", "process_", "kafka_stream_", "kafka_consumer_", "kafka_producer_");
            assertThat(promtoolSays(text)).isEmpty();
        }
    }

    static void useEveryMeter(FuseboxMetrics metrics) {
        BreakerMeters breaker = metrics.breaker(BreakerName.of("payments"), Kind.CLOSED, Totals.NONE);
        breaker.advanceTo(new Totals(3, 1, 1, 1, 1, 0));
        breaker.attempted(new Outcome.Failed(FailureKind.TIMEOUT, "late", true), Duration.ofSeconds(1));
        breaker.changed(
                new StateChange(BreakerName.of("payments"), 1, Kind.CLOSED, Kind.OPEN, StateChange.Cause.OPERATOR,
                        Instant.EPOCH, Optional.empty(), 0, WindowCounts.NONE, Totals.NONE, Optional.empty(), false,
                        Optional.empty()));
        DestinationMeters destination = metrics.destination("payments");
        destination.result(ResultStatus.SUCCEEDED);
        destination.fallback(ResultSource.CACHE);
        destination.duplicate();
        metrics.task().inFlight(1);
        metrics.deadLetter("malformed");
        metrics.dispatchedLate(Duration.ofMillis(1));
        metrics.rerouted();
    }

    private KafkaStreams unstartedStreams() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "metrics");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in").to("out");
        return new KafkaStreams(builder.build(), properties);
    }

    private String promtoolSays(String text) throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("metrics.txt"), text);
        Process promtool = new ProcessBuilder("promtool", "check", "metrics").redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return promtool.waitFor() == 0 ? said : "exit code " + promtool.exitValue() + "\n" + said;
    }

    private static boolean isInstalled(String program) {
        return Optional.ofNullable(System.getenv("PATH"))
                .stream()
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .flatMap(folder -> Stream.of(Path.of(folder, program)))
                .anyMatch(Files::isExecutable);
    }
}
