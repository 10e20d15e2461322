package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.ParkedCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is written to the commands topic is not held up by requests that wait. */
@RealKafka
class BacklogTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(1);
    /** Requests that may go before a command: two fetches. */
    private static final int FETCHED = 4_500;

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
        TopicLog<ParkedCall> parked = world.retries();

        try (LogTap log = new LogTap()) {
            Pod onNewRequests = world.startedPod();
            RecordMetadata command = application
                    .sendRaw(world.topics().commands(), "slow", "no command".getBytes(StandardCharsets.UTF_8))
                    .get();
            deadLetters.await(1, Duration.ofSeconds(30));
            Instant sent = Instant.ofEpochMilli(command.timestamp());
            Instant read = deadLetters.entries().getFirst().timestamp();
            Awaitility.await("requests that waited longer")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> parked.entries().stream().anyMatch(call -> call.timestamp().isAfter(read)));
            assertThat(parked.entries())
                    .filteredOn(call -> !call.timestamp().isBefore(sent) && !call.timestamp().isAfter(read))
                    .as("requests that went before the command")
                    .hasSizeLessThan(FETCHED);
            results.await(10, Duration.ofSeconds(20));
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
}
