package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination's own rules hold on both pods, and go over to the one that is left. */
@RealKafka
class RulesOverPodsTest {
    private static final String NAME = "guarded";
    private static final String TOKEN = "t0ken";
    private static final Duration ALL = Duration.ofSeconds(120);

    @Test
    void aCallThatIsSentAgainIsMadeOnceAlsoByTheNextOwner(World world) throws Exception {
        int calls = 100;
        HttpStub stub = world.destination(NAME);
        set(world, "deduplicate", "10m");
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        send(application, calls);
        send(application, calls);
        results.await(calls, ALL);
        Pod.owner(pods).close();

        send(application, calls);
        application.call("another", NAME);

        results.await(calls + 1, ALL);
        assertThat(results.values()).extracting(CallResult::getId).doesNotHaveDuplicates().hasSize(calls + 1);
        assertThat(results.values().getLast().getId()).isEqualTo("another");
        assertThat(stub.begun()).hasSize(calls + 1).doesNotHaveDuplicates();
    }

    @Test
    void aBreakerThatLeftTheMemoryForgetsNothingWhoeverOwnsItThen(World world) throws Exception {
        int calls = 30;
        world.destination(NAME);
        set(world, "breaker-idle", "1s");
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        send(application, calls);
        results.await(calls, ALL);
        Pod owner = Pod.owner(pods);
        Instant idle = results.values().getLast().getCompletedAt().plusSeconds(1);
        Awaitility.await("it says how it stands as it leaves the memory")
                .atMost(ALL)
                .until(() -> !Instant.parse(owner.json("/breakers/" + NAME).path("updated_at").asText())
                        .isBefore(idle));
        assertThat(owner.json("/breakers/" + NAME).at("/metrics/total_requests").asInt()).isEqualTo(calls);

        owner.close();
        Pod next = pods.stream().filter(pod -> pod != owner).findFirst().orElseThrow();
        application.call("another", NAME);

        Awaitility.await("its totals go on")
                .atMost(ALL)
                .until(() -> next.json("/breakers/" + NAME).at("/metrics/total_requests").asInt() == calls + 1);
    }

    @Test
    void anExpiredTokenPausesItsDestinationUntilSomebodyActs(World world, @TempDir Path directory) throws Exception {
        int calls = 40;
        world.set("http.token", "file:" + Files.writeString(directory.resolve("token"), TOKEN));
        HttpStub stub = world.destination(NAME).answers(401);
        set(world, "pause-on.unauthorized-run", "3");
        set(world, "concurrency", "1");
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        send(application, calls);
        awaitPausedByRule(pods);
        int asked = stub.begun().size();

        Pod.owner(pods).close();
        Pod another = world.startedPod();
        awaitPausedByRule(List.of(another));
        assertThat(another.json("/alerts").at("/0/type").asText()).isEqualTo("destination_paused");
        assertThat(stub.begun()).hasSize(asked).hasSizeLessThan(calls);
        assertThat(results.values()).isEmpty();
        stub.answers(200);
        assertThat(another.post("/destinations/" + NAME + "/resume", TOKEN, "").statusCode()).isEqualTo(202);

        results.await(calls, ALL);
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
        assertThat(results.values()).extracting(CallResult::getId).doesNotHaveDuplicates().hasSize(calls);
    }

    @Test
    void aScheduledCallIsMadeInTimeAndOneThatNobodyWaitsForEndsByTheNextOwner(World world) throws Exception {
        int calls = 50;
        HttpStub stub = world.destination(NAME);
        HttpStub closed = world.destination("closed").answers(503);
        world.set("destinations.closed.breaker.open-interval", "10m");
        world.set("destinations.closed.breaker.open-interval-max", "10m");
        world.set("destinations.closed.breaker.failure-threshold-span", "0");
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        TopicLog<BreakerEvent> events = world.events();
        Application application = world.application();
        for (int i = 0; i < 10; i++) {
            application.call("b" + i, "closed");
        }
        events.await(1, ALL);
        Instant then = Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < calls; i++) {
            application.sendAvro(request("s" + i, NAME).setNotBefore(then).build());
            application.sendAvro(request("d" + i, "closed").setDeadline(then).build());
        }
        Awaitility.await("they wait")
                .atMost(ALL)
                .until(() -> pods.getFirst().json("/breakers/" + NAME).path("parked").asInt() == calls);
        Pod.owner(pods).close();

        results.await(2 * calls, ALL);
        assertThat(stub.served()).hasSize(calls)
                .allSatisfy(served -> assertThat(served.start()).isAfterOrEqualTo(then));
        assertThat(closed.begun()).doesNotContainAnyElementsOf(
                IntStream.range(0, calls).mapToObj(i -> "d" + i).toList());
        assertThat(results.values()).filteredOn(result -> result.getStatus() == ResultStatus.SUCCEEDED).hasSize(calls);
        assertThat(results.values()).filteredOn(result -> result.getStatus() == ResultStatus.EXPIRED)
                .hasSize(calls)
                .allSatisfy(result -> assertThat(result.getCompletedAt()).isAfterOrEqualTo(then));
        assertThat(results.values()).extracting(CallResult::getId).doesNotHaveDuplicates();
    }

    @Test
    void anOperationThatIsClosedHoldsUpNoOther(World world) throws Exception {
        int calls = 50;
        HttpStub stub = world.destination(NAME).answers(503);
        set(world, "breaker.open-interval", "10m");
        set(world, "breaker.open-interval-max", "10m");
        set(world, "breaker.failure-threshold-span", "0");
        set(world, "operations.charge.match.paths", "/v1/charges/**");
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        TopicLog<BreakerEvent> events = world.events();
        Application application = world.application();
        for (int i = 0; i < 20; i++) {
            application.sendAvro(request("c" + i, NAME).setPath("/v1/charges/" + i).build());
        }
        events.await(1, ALL);
        assertThat(events.values()).extracting(BreakerEvent::getBreaker).containsExactly("guarded/charge");
        stub.answers(200);
        Pod.owner(pods).close();

        send(application, calls);

        results.await(calls, ALL);
        assertThat(results.values()).hasSize(calls)
                .allSatisfy(result -> assertThat(result.getStatus()).isEqualTo(ResultStatus.SUCCEEDED));
        Pod next = world.startedPod();
        assertThat(state(next, "guarded%2Fcharge")).isEqualTo("open");
        assertThat(state(next, NAME)).isEqualTo("closed");
    }

    private static void set(World world, String key, String value) {
        world.set("destinations." + NAME + "." + key, value);
    }

    private static CallRequest.Builder request(String id, String destination) {
        return CallRequest.newBuilder().setId(id).setDestination(destination).setPath("/");
    }

    private static void send(Application application, int calls) {
        for (int i = 0; i < calls; i++) {
            application.call("c" + i, NAME);
        }
        application.flush();
    }

    private static void awaitPausedByRule(List<Pod> pods) {
        for (Pod pod : pods) {
            Awaitility.await("the pause is known")
                    .atMost(ALL)
                    .until(() -> pod.json("/breakers/" + NAME).path("paused_by").asText().equals("rule"));
        }
    }

    private static String state(Pod pod, String breaker) throws IOException, InterruptedException {
        JsonNode json = pod.json("/breakers/" + breaker);
        return json.path("state").asText();
    }
}
