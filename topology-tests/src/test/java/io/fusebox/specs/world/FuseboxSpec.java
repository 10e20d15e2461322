package io.fusebox.specs.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.BreakerName;
import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The words of a spec: given, when, then. */
public abstract class FuseboxSpec {
    @TempDir
    Path stateDirectory;
    private World world;
    private String destination = "payments";
    private int calls;

    @BeforeEach
    void begin() {
        world = new World(stateDirectory);
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** For what there is no word for. */
    protected World world() {
        return world;
    }

    protected GivenDestination givenDestination(String name) {
        destination = name;
        return world.configured(name);
    }

    /** It has started, and has seen nothing yet. */
    protected void givenFuseboxRuns() {
        world.now();
    }

    protected void givenDeferredResults() {
        world.set(Settings::withDeferredResults);
    }

    protected void givenJsonResults() {
        world.set(Settings::withJsonResults);
    }

    protected void givenPartitions(int number) {
        world.set(settings -> settings.withPartitions(number));
    }

    /** A call of the destination that was spoken of last. */
    protected CallRequest.Builder call(String id) {
        return CallRequest.newBuilder().setId(id).setDestination(destination).setPath("/charge");
    }

    /** As many as said; their ids go on from c1. */
    protected void whenCallsArrive(int number) {
        for (int i = 0; i < number; i++) {
            whenCallsArrive("c" + ++calls);
        }
    }

    protected void whenCallsArrive(String... ids) {
        for (String id : ids) {
            whenArrives(call(id));
        }
    }

    protected void whenArrives(CallRequest.Builder call) {
        world.pipe(request(call));
    }

    protected void whenArrives(Input record) {
        world.pipe(record);
    }

    /** The record that a producer makes of a call. */
    protected Input request(CallRequest.Builder call) {
        return world.producer().request(call);
    }

    /** A call in its JSON form. */
    protected Input json(String text) {
        return world.producer().json(destination, text);
    }

    protected byte[] avro(IndexedRecord record) {
        return world.producer().avro(record);
    }

    protected void whenTimePasses(Duration duration) {
        world.pass(duration);
    }

    protected void whenFuseboxStandsStillFor(Duration duration) {
        world.standStill(duration);
    }

    protected void whenAnswered(String callId, int status) {
        world.answer(callId, FakeDestination.answer(status));
    }

    protected void whenFuseboxRestarts() {
        world.restart();
    }

    protected Instant now() {
        return world.now();
    }

    protected ThenCall thenCall(String id) {
        return new ThenCall(world.journal(), id);
    }

    protected ThenBreaker thenBreaker(String name) {
        return new ThenBreaker(world.journal(), BreakerName.parse(name));
    }

    protected ThenDestination thenDestination(String name) {
        return new ThenDestination(world.destination(name));
    }

    /** By id; a call that has more than one terminal result is there more than once. */
    protected List<String> statuses() {
        List<String> statuses = new ArrayList<>();
        results().forEach(result -> statuses.add(result.getId() + " " + result.getStatus()));
        return statuses;
    }

    protected List<CallResult> results() {
        return world.journal().results().stream().map(Output::value).toList();
    }

    protected List<DeadLetter> deadLetters() {
        return world.journal().deadLetters().stream().map(Output::value).toList();
    }

    protected CallResult resultOf(String id) {
        List<CallResult> results = results().stream().filter(result -> result.getId().equals(id)).toList();
        assertThat(results).as("results of %s", id).hasSize(1);
        return results.getFirst();
    }

    protected static Duration ms(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }

    protected static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    protected static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
