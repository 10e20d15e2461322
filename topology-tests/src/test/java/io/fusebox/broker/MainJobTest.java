package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerStatus;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Calls in, results out. */
@RealKafka
class MainJobTest {
    private static final int CALLS = 1_000;
    /** Some lie elsewhere by CRC32 than by murmur2. */
    private static final List<String> DESTINATIONS = List.of("payments", "orders", "mail", "stock");

    @Test
    void answersEveryCallOnceInWhateverFormAndOnWhateverPartitionItComes(World world) throws Exception {
        DESTINATIONS.forEach(world::destination);
        Pod pod = world.startedPod();
        TopicLog<CallResult> results = world.results();
        TopicLog<BreakerStatus> statuses = world.statuses();
        Application application = world.application();

        for (int i = 0; i < CALLS; i++) {
            String destination = DESTINATIONS.get(i % DESTINATIONS.size());
            application.sendJsonByCrc32("json-" + i, destination);
            application.call("avro-" + i, destination);
        }
        application.flush();

        results.await(2 * CALLS, Duration.ofSeconds(40));
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
        assertThat(results.values()).extracting(CallResult::getId)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CALLS)
                        .boxed()
                        .flatMap(i -> List.of("json-" + i, "avro-" + i).stream())
                        .toList());
        long strays = IntStream.range(0, CALLS)
                .mapToObj(i -> DESTINATIONS.get(i % DESTINATIONS.size()))
                .filter(name -> Application.crc32(name, world.partitions()) != Application.murmur2(name,
                        world.partitions()))
                .count();
        assertThat(strays).as("the test's own choice of names").isPositive();
        assertThat(pod.metric("fusebox_rerouted_total")).isEqualTo(strays);
        Awaitility.await()
                .until(() -> statuses.values()
                        .stream()
                        .anyMatch(status -> status.getBreaker().equals("payments")
                                && status.getTotals().getSuccesses() == 2 * CALLS / DESTINATIONS.size()));
        assertThat(statuses.by(BreakerStatus::getBreaker).get("payments")).extracting(BreakerStatus::getOwner)
                .containsOnly(statuses.by(BreakerStatus::getBreaker).get("payments").getFirst().getOwner());
    }
}
