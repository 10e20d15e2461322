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

    private final int calls = Boolean.getBoolean("fusebox.acceptance") ? 200_000 : 20_000;

    @Test
    void takesOverAndObeysWithinASecondWhileRequestsWait(World world) throws Exception {
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
            results.await(10, Duration.ofSeconds(10));
            application.sendRaw(world.topics().commands(), "slow", "no command".getBytes(StandardCharsets.UTF_8)).get();
            deadLetters.await(1, Duration.ofSeconds(10));
            onNewRequests.close();
            Pod onWhatWaits = world.startedPod();
            results.await(results.size() + 10, Duration.ofSeconds(10));
            onWhatWaits.close();

            List<Duration> claims = log.events("took over")
                    .stream()
                    .map(event -> Duration.ofMillis(Long.parseLong(LogTap.value(event, "claimMs"))))
                    .toList();
            assertThat(claims).hasSize(2).allSatisfy(claim -> assertThat(claim).isLessThan(PROMPTLY));
        }
        DeadLetter refused = deadLetters.values().getFirst();
        assertThat(Duration.between(refused.getRaw().orElseThrow().getTimestamp(), refused.getAt())).isLessThan(
                PROMPTLY);
        assertThat(results.size()).as("results, so that requests did wait").isLessThan(calls / 2);
    }
}
