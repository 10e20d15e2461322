package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.broker.HttpStub.Answer;
import io.fusebox.broker.HttpStub.Served;
import io.fusebox.broker.TopicLog.Entry;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A destination goes away and comes back, beside one that is well. */
@RealKafka
class OutageTest {
    private static final Duration SERVICE_TIME = Duration.ofMillis(5);
    /** Attempts that had started before a breaker opened may still be on their way to the server. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(500);
    private static final int PROBES = 3;

    private final Outage outage = Outage.ofThisBuild();
    private final Map<String, Instant> sentAt = new ConcurrentHashMap<>();

    @Test
    void losesNothingAndLeavesTheDestinationInPeace(World world) throws Exception {
        HttpStub steady = world.destination("steady").answersIn(SERVICE_TIME);
        HttpStub shaky = world.destination("shaky").answersIn(SERVICE_TIME);
        world.startedPod();
        TopicLog<CallResult> results = world.results();
        TopicLog<ParkedCall> retries = world.retries();
        TopicLog<BreakerEvent> events = world.events();
        Application application = world.application();
        if (outage.isMeasured()) {
            warmUp(application);
            results.await(sentAt.size(), Duration.ofSeconds(60));
            sendEvenly(application, "alone-", "steady");
            results.await(sentAt.size(), Duration.ofSeconds(60));
        }

        fail(shaky);
        sendEvenly(application, "", "steady", "shaky");
        shaky.answersIn(SERVICE_TIME);

        int all = sentAt.size();
        results.await(all, outage.length().multipliedBy(2).plusSeconds(150));
        assertThat(results.values()).extracting(CallResult::getId).containsExactlyInAnyOrderElementsOf(sentAt.keySet());
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
        assertThat(steady.repeated()).isEmpty();
        thenEachCallWasParkedOnceForEachAttemptAtMost(retries, results);
        List<BreakerEvent> changes = events.by(BreakerEvent::getBreaker).get("shaky");
        assertThat(changes).extracting(BreakerEvent::getTo)
                .startsWith("open", "half_open")
                .endsWith("half_open", "closed");
        assertThat(changes).extracting(BreakerEvent::getSequence)
                .containsExactlyElementsOf(Stream.iterate(1L, n -> n + 1).limit(changes.size()).toList());
        for (int i = 0; i + 1 < changes.size(); i++) {
            Instant from = changes.get(i).getAt();
            Instant until = changes.get(i + 1).getAt();
            switch (changes.get(i).getTo()) {
                case "open" ->
                    assertThat(startedIn(shaky, from.plus(ON_THE_WAY), until)).as("calls while open").isEmpty();
                case "half_open" ->
                    assertThat(HttpStub.mostAtOnce(startedIn(shaky, from, until))).as("probes at once")
                            .isBetween(1, PROBES);
                default -> assertThat(changes.get(i).getTo()).isEqualTo("closed");
            }
        }
        if (outage.isMeasured()) {
            thenTheHealthyDestinationHardlyNoticed(results);
        }
    }

    /** Every other call is answered with 503, the rest not at all. */
    private static void fail(HttpStub stub) {
        stub.answers(_ -> {
            Thread.sleep(SERVICE_TIME);
            return ThreadLocalRandom.current().nextBoolean() ? new Answer.Status(503, "down") : new Answer.HangUp();
        });
    }

    /** Or else what is measured first would be measured on code that is not compiled yet. */
    private void warmUp(Application application) {
        for (int i = 0; i < outage.calls(); i++) {
            sentAt.put("warm-up-" + i, Instant.now());
            application.call("warm-up-" + i, "steady");
        }
    }

    /** At an even pace, over the time of the outage. */
    private void sendEvenly(Application application, String prefix, String... destinations) throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < outage.calls(); i++) {
            long due = begin + outage.length().toNanos() / outage.calls() * i;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            for (String destination : destinations) {
                String id = prefix + destination + "-" + i;
                sentAt.put(id, Instant.now());
                application.call(id, destination);
            }
        }
    }

    private static void thenEachCallWasParkedOnceForEachAttemptAtMost(TopicLog<ParkedCall> retries,
            TopicLog<CallResult> results) {
        Map<String, List<ParkedCall>> parkings = retries.by(call -> call.getDelivery().getRequest().getId());
        assertThat(parkings).isNotEmpty();
        for (CallResult result : results.values()) {
            List<ParkedCall> its = parkings.getOrDefault(result.getId(), List.of());
            assertThat(its).as(result.getId())
                    .hasSizeLessThanOrEqualTo(result.getAttempts())
                    .extracting(call -> call.getDelivery().getAttemptsMade())
                    .doesNotHaveDuplicates();
        }
    }

    private static List<Served> startedIn(HttpStub stub, Instant from, Instant until) {
        return stub.served().stream().filter(it -> !it.start().isBefore(from) && it.start().isBefore(until)).toList();
    }

    private void thenTheHealthyDestinationHardlyNoticed(TopicLog<CallResult> results) {
        Duration alone = p99(results, "alone-steady-");
        Duration beside = p99(results, "steady-");
        double ratio = (double) beside.toNanos() / alone.toNanos();
        System.out.printf("p99 from produce to result: %d ms alone, %d ms beside the outage: a ratio of %.2f%n",
                alone.toMillis(), beside.toMillis(), ratio);
        assertThat(ratio).isLessThan(1.5);
    }

    private Duration p99(TopicLog<CallResult> results, String prefix) {
        List<Duration> latencies = results.entries()
                .stream()
                .filter(entry -> entry.value().orElseThrow().getId().startsWith(prefix))
                .map(this::latency)
                .sorted()
                .toList();
        return latencies.get(latencies.size() * 99 / 100);
    }

    private Duration latency(Entry<CallResult> entry) {
        return Duration.between(sentAt.get(entry.value().orElseThrow().getId()), entry.seenAt());
    }
}
