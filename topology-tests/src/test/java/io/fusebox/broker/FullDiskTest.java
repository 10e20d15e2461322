package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fusebox.schemas.CallRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk on which parked calls are kept has no room any more. Only where this user may mount one that small. */
@RealKafka
class FullDiskTest {
    private static final int CALLS = 50;
    private static final int BODY = 400_000;
    @TempDir
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs")).as("a small disk can be mounted here")
                .isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy");
    }

    @Test
    void endsAndGoesOnWithAllThatWasParkedOnceThereIsRoom(World world) throws Exception {
        world.missesTheDeadSoon().destination("payments");
        Pod pod = world.podIn(disk);
        pod.start();
        pod.awaitReady();
        try (LogTap log = new LogTap()) {
            parkCalls(world);
            pod.awaitFailure(Duration.ofSeconds(60));

            assertThat(log.lines("this pod ends")).singleElement()
                    .asString()
                    .contains("state directory", "No space left on device")
                    .doesNotContain("\n");
            assertThat(pod.get("/livez").statusCode()).isEqualTo(503);
            pod.close();
        }

        run("mount", "-o", "remount,size=200m");
        Pod next = world.podIn(disk);
        next.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(next.metric("fusebox_calls_parked")).isEqualTo(CALLS));
    }

    /** Calls for later, which cannot be compressed. */
    private static void parkCalls(World world) {
        Application application = world.application();
        byte[] body = new byte[BODY];
        Random random = new Random(1);
        for (int i = 0; i < CALLS; i++) {
            random.nextBytes(body);
            application.sendAvro(CallRequest.newBuilder()
                    .setId("c" + i)
                    .setDestination("payments")
                    .setPath("/")
                    .setNotBefore(Instant.now().plus(Duration.ofHours(1)))
                    .setBody(ByteBuffer.wrap(body.clone()))
                    .build());
        }
        application.flush();
    }

    private boolean run(String... command) throws IOException, InterruptedException {
        List<String> all = Stream.concat(Stream.of(command), Stream.of(disk.toString())).toList();
        return new ProcessBuilder(all).redirectErrorStream(true).start().waitFor() == 0;
    }
}
