package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks of a destination holds on both pods, and goes on where its owner ends. */
@RealKafka
class DestinationOrdersTest {
    private static final String NAME = "guarded";
    private static final String TOKEN = "t0ken";
    private static final Duration ALL = Duration.ofSeconds(120);
    private static final int CALLS = 60;

    @TempDir
    private Path directory;

    @BeforeEach
    void operatorsHaveAToken(World world) throws IOException {
        world.set("http.token", "file:" + Files.writeString(directory.resolve("token"), TOKEN));
    }

    @Test
    void aPauseOutlivesItsOwnerAndLosesNothing(World world) throws Exception {
        HttpStub stub = world.destination(NAME);
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        callOnce(application, results);
        order(pods.getLast(), "pause");
        awaitPaused(pods);

        send(application);
        awaitParked(pods, CALLS);
        Pod.owner(pods).close();
        Pod another = world.startedPod();
        assertThat(another.json("/breakers/" + NAME).path("paused_by").asText()).isEqualTo("operator");
        assertThat(stub.begun()).containsExactly("first");
        order(another, "resume");

        results.await(CALLS + 1, ALL);
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
        assertThat(results.values()).extracting(CallResult::getId).doesNotHaveDuplicates().hasSize(CALLS + 1);
        assertThat(stub.repeated()).isEmpty();
    }

    @Test
    void cancelledCallsEndOnceAlsoWhereTheirOwnerEndsMeanwhile(World world) throws Exception {
        int calls = 2_000;
        HttpStub stub = world.destination(NAME);
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        callOnce(application, results);
        order(pods.getFirst(), "pause");
        awaitPaused(pods);
        for (int i = 0; i < calls; i++) {
            application.call("c" + i, NAME);
        }
        awaitParked(pods, calls);

        order(pods.getLast(), "cancel");
        results.await(2, ALL);
        Pod.owner(pods).close();
        world.startedPod();

        results.await(calls + 1, ALL);
        assertThat(results.values()).extracting(CallResult::getId).doesNotHaveDuplicates().hasSize(calls + 1);
        assertThat(results.values().subList(1, calls + 1)).extracting(CallResult::getStatus)
                .containsOnly(ResultStatus.CANCELLED);
        assertThat(stub.begun()).containsExactly("first");
    }

    @Test
    void drainedCallsDoNotWaitForTheirTime(World world) throws Exception {
        HttpStub stub = world.destination(NAME).answers(503);
        world.set("destinations." + NAME + ".retry.initial", "1h");
        world.set("destinations." + NAME + ".retry.max", "2h");
        world.set("destinations." + NAME + ".breaker.mode", "disabled");
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        send(application);
        awaitParked(pods, CALLS);
        stub.answers(200);

        Cli.Said listed = Cli.run(world, "parked", "list", NAME, "--reason-parked", "RETRY", "--limit", "5", "--json");
        assertThat(listed.json().path("total").asInt()).as(listed.err()).isEqualTo(CALLS);
        assertThat(listed.json().path("parked")).hasSize(5).allSatisfy(call -> {
            assertThat(call.path("destination").asText()).isEqualTo(NAME);
            assertThat(call.path("reason").asText()).isEqualTo("retry");
            assertThat(call.path("attempts").asInt()).isEqualTo(1);
            assertThat(call.path("last_attempt").asText()).isEqualTo("503");
        });
        order(pods.getLast(), "drain-now");

        results.await(CALLS, ALL);
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
        assertThat(results.values()).extracting(CallResult::getAttempts).containsOnly(2);
        Awaitility.await("nothing is parked")
                .atMost(ALL)
                .until(() -> Cli.run(world, "parked", "list").out().startsWith("0 parked calls"));
    }

    @Test
    void whatADeletedDestinationHeldIsMadeForALaterOneOfItsName(World world) throws Exception {
        HttpStub stub = world.started(new HttpStub());
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        int before = parkAtAnAppliedDestination(application, stub, pods, results);

        delete(world, "hold");
        awaitSettings(pods, false);
        assertThat(stub.begun()).containsExactly("first");
        application.apply(NAME, Map.of("base-url", stub.url().toString()));
        awaitSettings(pods, true);
        order(pods.getFirst(), "resume");

        results.await(before + CALLS, ALL);
        List<CallResult> later = results.values().subList(before, before + CALLS);
        assertThat(later).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
        assertThat(later).extracting(CallResult::getId).doesNotHaveDuplicates();
        assertThat(stub.repeated()).isEmpty();
    }

    @Test
    void orEndsCancelled(World world) throws Exception {
        HttpStub stub = world.started(new HttpStub());
        List<Pod> pods = world.startedPods(2);
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        int before = parkAtAnAppliedDestination(application, stub, pods, results);

        delete(world, "fail");

        results.await(before + CALLS, ALL);
        assertThat(results.values().subList(before, before + CALLS)).extracting(CallResult::getStatus)
                .containsOnly(ResultStatus.CANCELLED);
        assertThat(stub.begun()).containsExactly("first");
    }

    /** @return how many results there are by then */
    private static int parkAtAnAppliedDestination(Application application, HttpStub stub, List<Pod> pods,
            TopicLog<CallResult> results) throws Exception {
        application.apply(NAME, Map.of("base-url", stub.url().toString()));
        int before = callUntilMade(application, results);
        order(pods.getFirst(), "pause");
        awaitPaused(pods);
        send(application);
        awaitParked(pods, CALLS);
        return before;
    }

    private static void order(Pod pod, String order) throws Exception {
        var answer = pod.post("/destinations/" + NAME + "/" + order, TOKEN, "{\"by\": \"alice\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static void delete(World world, String parked) {
        Cli.Said said = Cli.run(world, "destinations", "delete", NAME, "--parked=" + parked);
        assertThat(said.status()).as(said.out() + said.err()).isZero();
    }

    /** So that the destination is on the board. */
    private static void callOnce(Application application, TopicLog<CallResult> results) {
        application.call("first", NAME);
        results.await(1, ALL);
    }

    /** Settings that were just applied hold within a second; a call that comes too soon fails. */
    private static int callUntilMade(Application application, TopicLog<CallResult> results) {
        do {
            int before = results.size();
            application.call("first", NAME);
            results.await(before + 1, ALL);
        } while (results.values().getLast().getStatus() != ResultStatus.SUCCEEDED);
        return results.size();
    }

    private static void send(Application application) {
        for (int i = 0; i < CALLS; i++) {
            application.call("c" + i, NAME);
        }
        application.flush();
    }

    private static void awaitPaused(List<Pod> pods) {
        for (Pod pod : pods) {
            Awaitility.await("the pause is known to all")
                    .atMost(ALL)
                    .until(() -> pod.json("/breakers/" + NAME).path("paused_by").asText().equals("operator"));
        }
    }

    private static void awaitParked(List<Pod> pods, int count) {
        Awaitility.await("they are parked")
                .atMost(ALL)
                .until(() -> pods.getFirst().json("/breakers/" + NAME).path("parked").asInt() == count);
    }

    private static void awaitSettings(List<Pod> pods, boolean known) {
        for (Pod pod : pods) {
            Awaitility.await(known ? "all pods have settings for it" : "no pod has")
                    .atMost(ALL)
                    .until(() -> pod.json("/breakers/" + NAME).path("settings").isEmpty() != known);
        }
    }
}
