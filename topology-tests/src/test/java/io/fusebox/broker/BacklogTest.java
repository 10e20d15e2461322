package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written to the commands topic is not held up by requests that wait. */
@RealKafka
class BacklogTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(1);
    /** Records that may go before a command: two fetches of requests, and two of calls that were parked and are read back. */
    private static final int FETCHED = 9_000;

    private final int calls = Boolean.getBoolean("fusebox.acceptance") ? 200_000 : 20_000;

    @Test
    void takesOverWithinASecondAndObeysAheadOfWhatWaits(World world) throws Exception {
        world.set("partitions", 1).set("destinations.slow.concurrency", 4);
        world.destination("slow").answersIn(Duration.ofMillis(50));
        world.startedPod().close();
        Application application = world.application();
        for (int i = 0; i < calls; i++) {
            application.call("c" + i, "slow");
        }
        application.flush();
        TopicLog<CallResult> results = world.results();
        TopicLog<DeadLetter> deadLetters = world.deadLetters();

        try (LogTap log = new LogTap()) {
            Pod onNewRequests = world.startedPod();
            results.await(10, Duration.ofSeconds(20));
            double processedBefore = processed(onNewRequests);
            application.sendRaw(world.topics().commands(), "slow", "no command".getBytes(StandardCharsets.UTF_8)).get();
            deadLetters.await(1, Duration.ofSeconds(30));
            assertThat(processed(onNewRequests) - processedBefore).as("records that went before the command")
                    .isLessThan(FETCHED);
            onNewRequests.close();
            int before = results.size();
            Pod onWhatWaits = world.startedPod();
            results.await(before + 10, Duration.ofSeconds(20));
            onWhatWaits.close();

            List<Duration> claims = log.events("took over")
                    .stream()
                    .map(event -> Duration.ofMillis(Long.parseLong(LogTap.value(event, "claimMs"))))
                    .toList();
            assertThat(claims).hasSize(2).allSatisfy(claim -> assertThat(claim).isLessThan(PROMPTLY));
        }
        assertThat(results.size()).as("results, so that requests did wait").isLessThan(calls / 2);
    }

    private static double processed(Pod pod) throws Exception {
        return pod.metric("kafka_stream_thread_process_total");
    }
}
