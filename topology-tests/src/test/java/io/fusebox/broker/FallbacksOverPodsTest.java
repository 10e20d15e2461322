package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultSource;
import io.fusebox.schemas.ResultStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Backups that live on other pods, and good answers that outlive theirs. */
@RealKafka
class FallbacksOverPodsTest {
    private static final Duration ALL = Duration.ofSeconds(120);
    private static final int CALLS = 400;

    /** One destination for each partition, and each pod has some: so whoever asks all others asks the other pod. */
    private static String destinationOf(int partition, World world) {
        return Stream.iterate(1, n -> n + 1)
                .map(n -> "pay-" + n)
                .filter(name -> Application.murmur2(name, world.partitions()) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCallAsksBackupsOnBothPodsAndHasOneResult(World world) throws Exception {
        List<String> names = IntStream.range(0, 4).mapToObj(partition -> destinationOf(partition, world)).toList();
        String home = names.getFirst();
        world.destination(home).answers(503);
        world.set("destinations." + home + ".retry.max-attempts", 1);
        world.set("destinations." + home + ".breaker.mode", "disabled");
        world.destination(names.get(1)).answers(404);
        world.destination(names.get(2)).answers(404);
        HttpStub last = world.destination(names.get(3)).answersIn(Duration.ofMillis(5));
        world.set("destinations." + home + ".fallback",
                "backup:%s, backup:%s, backup:%s, queue".formatted(names.get(1), names.get(2), names.get(3)));
        List<Pod> pods = world.startedPods(2);
        for (Pod pod : pods) {
            Awaitility.await("each pod has some").atMost(ALL).until(() -> pod.ownedBreakers() > 0);
        }
        TopicLog<CallResult> results = world.results();
        Application application = world.application();

        for (int i = 0; i < CALLS; i++) {
            application.call("c" + i, home);
        }
        application.flush();
        results.await(CALLS / 4, ALL);
        pods.getLast().close();

        results.await(CALLS, ALL);
        assertThat(results.values()).hasSize(CALLS).allSatisfy(result -> {
            assertThat(result.getStatus()).isEqualTo(ResultStatus.FALLBACK);
            assertThat(result.getSource()).isEqualTo(ResultSource.BACKUP);
            assertThat(result.getDestination()).isEqualTo(home);
            assertThat(result.getAttempts()).isEqualTo(4);
            assertThat(result.getProblem().orElseThrow().getType()).isEqualTo("urn:fusebox:problem:exhausted");
        });
        assertThat(results.values()).extracting(CallResult::getId).doesNotHaveDuplicates();
        assertThat(last.repeated()).isEmpty();
    }

    @Test
    void anAnswerIsStillThereOnAnotherPod(World world) throws Exception {
        String home = destinationOf(0, world);
        HttpStub stub = world.destination(home);
        world.set("destinations." + home + ".retry.max-attempts", 1);
        world.set("destinations." + home + ".fallback", "cache, queue");
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        try (Pod first = world.startedPod()) {
            application.call("a", home);
            results.await(1, ALL);
        }
        stub.answers(503);

        world.startedPod();
        application.call("b", home);

        results.await(2, ALL);
        CallResult result = results.values().getLast();
        assertThat(result.getStatus()).isEqualTo(ResultStatus.FALLBACK);
        assertThat(result.getSource()).isEqualTo(ResultSource.CACHE);
        assertThat(result.getHttpStatus()).contains(200);
        assertThat(result.getHeaders()).containsKey("age");
    }
}
