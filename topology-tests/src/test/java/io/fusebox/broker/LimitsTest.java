package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.broker.HttpStub.Answer;
import io.fusebox.broker.HttpStub.Served;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A destination's limits hold over all pods, as its server sees them. */
@RealKafka
class LimitsTest {
    private static final String NAME = "guarded";
    private static final Duration ALL = Duration.ofSeconds(120);

    @Test
    void aRateHoldsOverFourPods(World world) throws Exception {
        int perSecond = 100;
        int seconds = Boolean.getBoolean("fusebox.acceptance") ? 60 : 10;
        HttpStub stub = world.destination(NAME).answersIn(Duration.ofMillis(5));
        world.set("destinations." + NAME + ".rate", perSecond + "/s");
        world.startedPods(4);
        TopicLog<CallResult> results = world.results();

        send(world, (seconds + 2) * perSecond);

        results.await((seconds + 2) * perSecond, ALL);
        thenAllSucceeded(results);
        List<Instant> starts = stub.served().stream().map(Served::start).sorted().toList();
        Instant begin = starts.getFirst().plusSeconds(1);
        long made = starts.stream()
                .filter(it -> !it.isBefore(begin) && it.isBefore(begin.plusSeconds(seconds)))
                .count();
        System.out.printf("limits: %d/s over 4 pods, at the server %.1f/s over %d s%n", perSecond,
                (double) made / seconds, seconds);
        assertThat(made).isLessThanOrEqualTo(Math.round(1.02 * perSecond * seconds));
        if (Boolean.getBoolean("fusebox.acceptance")) {
            assertThat(made).isGreaterThanOrEqualTo(Math.round(0.98 * perSecond * seconds));
        }
    }

    @Test
    void placesAreNeverExceededAlsoWhilePodsComeAndGo(World world) throws Exception {
        HttpStub stub = world.destination(NAME).answersIn(Duration.ofMillis(20));
        world.set("destinations." + NAME + ".concurrency", 5);
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        int calls = 3_000;
        send(world, calls);
        results.await(calls / 10, ALL);

        world.startedPods(2);
        results.await(calls / 4, ALL);
        pods.forEach(Pod::close);

        results.await(calls, ALL);
        thenAllSucceeded(results);
        assertThat(stub.mostAtOnce()).isEqualTo(5);
    }

    @Test
    void retryAfterIsHonouredByAllPods(World world) throws Exception {
        Duration wait = Duration.ofSeconds(3);
        HttpStub stub = world.destination(NAME).answersIn(Duration.ofMillis(5));
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        AtomicReference<Instant> asked = new AtomicReference<>();
        stub.answers(_ -> asked.compareAndSet(null, Instant.now()) ? new Answer.TooMany(3)
                : new Answer.Status(200, "ok"));
        Application application = world.application();
        application.call("first", NAME);
        Awaitility.await("the pause is known to all")
                .atMost(ALL)
                .until(() -> pods.getFirst().json("/breakers/" + NAME).hasNonNull("paused_until"));

        for (int i = 0; i < 500; i++) {
            application.call("c" + i, NAME);
        }
        Pod.owner(pods).close();
        world.startedPods(1);

        results.await(501, ALL);
        thenAllSucceeded(results);
        List<Served> later = stub.served().stream().skip(1).toList();
        assertThat(later).hasSize(501)
                .allSatisfy(it -> assertThat(it.start()).isAfterOrEqualTo(asked.get().plus(wait)));
    }

    private static void send(World world, int calls) {
        Application application = world.application();
        for (int i = 0; i < calls; i++) {
            application.call("c" + i, NAME);
        }
        application.flush();
    }

    private static void thenAllSucceeded(TopicLog<CallResult> results) {
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
        assertThat(results.values()).extracting(CallResult::getId).doesNotHaveDuplicates();
    }
}
