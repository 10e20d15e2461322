package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Pods come and go in an orderly way. */
@RealKafka
class LifeCycleTest {
    private static final int CALLS = 4_000;
    private static final int DESTINATIONS = 8;
    private static final Duration SERVICE_TIME = Duration.ofMillis(100);
    /** Far below drain-timeout: it is as long as the calls under way take, and what the group needs. */
    private static final Duration STOP = Duration.ofSeconds(8);

    @Test
    void finishesWhatIsUnderWayAndLeavesTheRestToTheNext(World world) throws Exception {
        List<HttpStub> stubs = destinations(world);
        Pod first = world.startedPod();
        TopicLog<CallResult> results = world.results();
        send(world);
        results.await(CALLS / 10, Duration.ofSeconds(30));

        Duration took = closing(first);

        assertThat(took).isLessThan(STOP);
        List<String> begun = stubs.stream().flatMap(stub -> stub.begun().stream()).toList();
        assertThat(begun).hasSizeLessThan(CALLS);
        results.await(begun.size(), Duration.ofSeconds(5));
        assertThat(results.values()).extracting(CallResult::getId).containsExactlyInAnyOrderElementsOf(begun);
        world.startedPod();
        thenAllWasDoneOnce(results, stubs);
    }

    @Test
    void handsItsShareToThePodThatStays(World world) throws Exception {
        List<HttpStub> stubs = destinations(world);
        Pod leaves = world.startedPod();
        Pod stays = world.startedPod();
        Awaitility.await("both have a share")
                .atMost(Duration.ofSeconds(60))
                .until(() -> leaves.ownedBreakers() > 0 && stays.ownedBreakers() > 0
                        && leaves.ownedBreakers() + stays.ownedBreakers() == DESTINATIONS);
        TopicLog<CallResult> results = world.results();
        send(world);
        results.await(CALLS / 10, Duration.ofSeconds(30));

        Duration took = closing(leaves);

        assertThat(took).isLessThan(STOP);
        thenAllWasDoneOnce(results, stubs);
        assertThat(stays.ownedBreakers()).isEqualTo(DESTINATIONS);
    }

    private static List<HttpStub> destinations(World world) {
        return IntStream.range(0, DESTINATIONS)
                .mapToObj(i -> world.destination("d" + i).answersIn(SERVICE_TIME))
                .toList();
    }

    private static void send(World world) {
        Application application = world.application();
        for (int i = 0; i < CALLS; i++) {
            application.call("c" + i, "d" + i % DESTINATIONS);
        }
        application.flush();
    }

    private static Duration closing(Pod pod) {
        long begin = System.nanoTime();
        pod.close();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void thenAllWasDoneOnce(TopicLog<CallResult> results, List<HttpStub> stubs) {
        results.await(CALLS, Duration.ofSeconds(60));
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
        assertThat(results.values()).extracting(CallResult::getId)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CALLS).mapToObj(i -> "c" + i).toList());
        assertThat(stubs).allSatisfy(stub -> assertThat(stub.repeated()).as("calls that were made twice").isEmpty());
    }
}
