package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.schemas.CallResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pod needs of its machine, and of the other pods. */
@RealKafka
class RefusedStartTest {
    @Test
    void refusesToStartWhereNothingCanBeWrittenToTheStateDirectory(World world, @TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        Pod pod = world.podIn(file.resolve("state"));

        assertThatThrownBy(pod::start).hasMessageContaining("fusebox.streams.state.dir is " + file.resolve("state"))
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }

    @Test
    void refusesToStartWhereAnotherPodHasTheSameStateDirectory(World world, @TempDir Path directory) throws Exception {
        try (KafkaStreams other = otherProgram(world, directory)) {
            assertThatThrownBy(world.podIn(directory)::start)
                    .hasMessageContaining("fusebox.streams.state.dir is " + directory)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("\n");
            assertThat(other.state()).isEqualTo(KafkaStreams.State.CREATED);
        }
    }

    /** Has the state directory of a pod, and does nothing with it. */
    private static KafkaStreams otherProgram(World world, Path directory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, world.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, world.servers().bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        StreamsBuilder builder = new StreamsBuilder();
        builder.table(world.topics().destinations(), Materialized.as("kept"));
        return new KafkaStreams(builder.build(), properties);
    }

    @Test
    void refusesToStartWhereItsHttpPortIsTaken(World world) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            world.set("http.port", other.getLocalPort());

            assertThatThrownBy(world.pod()::start).hasMessageContaining("fusebox.http.port is " + other.getLocalPort())
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("\n");
        }
    }

    @Test
    void endsWhereAnotherPodTakesItsPlaceInTheGroup(World world) throws Exception {
        world.destination("payments");
        world.set("kafka.group.instance.id", "pod-1");
        Pod first = world.startedPod();
        try (LogTap log = new LogTap()) {
            Pod second = world.pod();
            second.start();
            first.awaitFailure(Duration.ofSeconds(30));

            assertThat(log.lines("this pod ends")).singleElement()
                    .asString()
                    .contains("group.instance.id")
                    .doesNotContain("\n");
            assertThat(first.get("/livez").statusCode()).isEqualTo(503);
            first.close();
            second.awaitReady();
            TopicLog<CallResult> results = world.results();
            world.application().call("c", "payments");
            results.await(1, Duration.ofSeconds(20));
        }
    }
}
