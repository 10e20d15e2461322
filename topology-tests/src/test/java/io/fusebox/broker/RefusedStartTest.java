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
        Pod first = world.podIn(directory);
        first.start();
        Pod second = world.podIn(directory);

        assertThatThrownBy(second::start).hasMessageContaining("fusebox.streams.state.dir is " + directory)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
        first.awaitReady();
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
