package io.fusebox.app;

import static io.fusebox.board.BreakerStatuses.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.board.BreakerStatuses;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.call.Call;
import io.fusebox.call.Payload;
import io.fusebox.sandbox.Sandbox;
import io.fusebox.topology.Partitioning;
import io.fusebox.topology.TopicSetup;
import io.fusebox.wire.Topics;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The client commands against a real broker and a real schema registry. */
class ClientCommandsTest {
    private static final Topics TOPICS = new Topics("t.");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Sandbox sandbox;
    private static String brokers;
    private static String registry;
    private static Answerer answerer;

    private record Said(int status, String out, String err) {
        List<JsonNode> json() throws Exception {
            List<JsonNode> objects = new ArrayList<>();
            for (String line : out.lines().toList()) {
                objects.add(JSON.readTree(line));
            }
            return objects;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(Sandbox.Options.temporary());
        brokers = sandbox.kafka().bootstrapServers();
        // Without the path of Apicurio's API, as the default is.
        registry = URI.create(sandbox.registry().url()).resolve("/").toString();
        try (Admin admin = admin()) {
            TopicSetup.ensure(admin, new TopicSetup.Settings(TOPICS, 4, -1, 512 << 10));
        }
        answerer = new Answerer(TOPICS, brokers, URI.create(registry));
    }

    @AfterAll
    static void stop() throws Exception {
        answerer.close();
        sandbox.close();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers));
    }

    private static Said run(String... arguments) {
        return runWithPrefix("t.", arguments);
    }

    private static Said runWithPrefix(String prefix, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", brokers, "--registry", registry, "--prefix", prefix));
        CommandLine program = Main.commandLine();
        program.setOut(new PrintWriter(out));
        program.setErr(new PrintWriter(err));
        program.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int status = program.execute(all.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    private static List<ConsumerRecord<byte[], byte[]>> requestsOf(String destination) {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPICS.requests())
                    .stream()
                    .map(partition -> new TopicPartition(TOPICS.requests(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (new String(record.key(), StandardCharsets.UTF_8).equals(destination)) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }

    private static Call call(String id, String destination) {
        return new Call(id, destination, Optional.empty(), "POST", Optional.empty(), Optional.empty(), Map.of(),
                Payload.EMPTY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                OptionalInt.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    @Test
    void topicsAreMissedThenCreatedThenFine() {
        Said before = runWithPrefix("own.", "topics", "--check");
        Said creation = runWithPrefix("own.", "topics");
        Said after = runWithPrefix("own.", "topics", "--check");

        assertThat(before.status()).isEqualTo(1);
        assertThat(before.out()).contains("own.retry is missing: create it with 'fusebox topics'");
        assertThat(creation.status()).isZero();
        assertThat(creation.out())
                .containsPattern("(?m)^TOPIC +PARTITIONS +REPLICATION +CLEANUP +RETENTION +MAX BYTES +VERDICT$")
                .containsPattern("(?m)^own.dead-letters +12 +1 +delete +90d +1376256 +created$")
                .containsPattern("(?m)^own.destinations +1 +1 +compact +- +1310720 +created$");
        assertThat(after.status()).isZero();
        assertThat(after.out()).containsPattern("(?m)^own.requests +12 .* ok$").doesNotContain("created");
    }

    @Test
    void aTopicThatCannotBeUsedIsTold() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("bad.requests", 3, (short) 1),
                    new NewTopic("bad.breaker-status", 1, (short) 1))).all().get();
        }

        Said said = runWithPrefix("bad.", "topics");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).contains("bad.requests has 3 partitions, and fusebox.partitions is 12")
                .contains("bad.breaker-status has cleanup.policy=delete")
                .containsPattern("(?m)^bad.requests +3 +1 +delete +7d +1048588 +wrong$")
                .containsPattern("(?m)^bad.retry .* created$");
    }

    @Test
    void podsThatCreateTopicsAtTheSameTimeAllSucceed() throws Exception {
        Callable<List<String>> pod = () -> {
            try (Admin admin = admin()) {
                return TopicSetup.ensure(admin, new TopicSetup.Settings(new Topics("race."), 2, -1, 1 << 16));
            }
        };
        try (ExecutorService pods = Executors.newFixedThreadPool(4)) {
            for (Future<List<String>> outcome : pods.invokeAll(List.of(pod, pod, pod, pod))) {
                assertThat(outcome.get()).isEmpty();
            }
        }
    }

    @Test
    void sendingPutsACallWhereTheProcessorLooksForIt() {
        Said said = run("send", "-d", "where", "--id", "a-1", "--path", "/x");

        assertThat(said.status()).isZero();
        assertThat(said.out()).isEqualTo("a-1\n");
        assertThat(said.err()).startsWith("sent 1 call to t.requests in ");
        assertThat(requestsOf("where")).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(new Partitioning(4).of("where"));
            assertThat(record.value()[0]).isZero();
        });
    }

    @Test
    void aBodyComesFromAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("body.json"), "{\"amount\":1.50}\n");

        run("send", "-d", "bodied", "--body", "@" + file, "--format", "json");

        assertThat(requestsOf("bodied")).singleElement()
                .satisfies(record -> assertThat(JSON.readTree(record.value()).path("body").textValue())
                        .isEqualTo("{\"amount\":1.50}\n"));
    }

    @Test
    void waitingShowsEachResult() {
        Said said = run("send", "-d", "fine", "--id", "w", "--count", "3", "--wait", "30s");

        assertThat(said.status()).isZero();
        assertThat(said.out()).containsPattern("(?m)^TIME +ID +DESTINATION +STATUS +HTTP +ATTEMPTS +DURATION +PROBLEM$")
                .containsPattern("(?m) w-1 +fine +SUCCEEDED +200 +0 +12 ms$")
                .contains(" w-2 ", " w-3 ");
        assertThat(said.err()).contains("sent 3 calls to t.requests").endsWith("3 SUCCEEDED\n");
    }

    @Test
    void waitingFailsWhereACallDoes() throws Exception {
        Said said = run("send", "-d", "broken", "--wait", "30s", "--json");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.json()).singleElement()
                .satisfies(result -> assertThat(result.at("/problem/detail").textValue())
                        .isEqualTo("the destination answered 422"));
        assertThat(said.err()).endsWith("1 FAILED\n");
    }

    @Test
    void waitingFailsWhereNoResultComes() throws Exception {
        try (Admin admin = admin()) {
            TopicSetup.ensure(admin, new TopicSetup.Settings(new Topics("silent."), 1, -1, 1 << 16));
        }

        Said said = runWithPrefix("silent.", "send", "-d", "a", "--id", "x", "--wait", "1s");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).endsWith("no result within 1 s for 1: x\n");
    }

    @Test
    void whatTheProcessorWouldRefuseIsRefusedHereAndTheRestIsSent(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("calls.json"), """
                {"id":"f-1","destination":"filed"}
                {"id":"f-2","destination":"filed","retries":3}
                {
                  "id": "f-3",
                  "destination": "filed",
                  "body": { "amount": 1.50 }
                }
                """);

        Said said = run("send", "--file", file.toString(), "--format", "json");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("line 2: field 'retries' is unknown: a call has id, destination, ")
                .contains("sent 2 calls to t.requests")
                .contains("1 refused");
        assertThat(requestsOf("filed")).extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly("{\"id\":\"f-1\",\"destination\":\"filed\"}", """
                        {
                          "id": "f-3",
                          "destination": "filed",
                          "body": { "amount": 1.50 }
                        }""");
    }

    @Test
    void callsComeFromStandardInputAtTheirRate() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(
                "[{\"id\":\"s\",\"destination\":\"fine\",\"body\":1.10}]".getBytes(StandardCharsets.UTF_8)));
        long begin = System.nanoTime();
        Said said;
        try {
            said = run("send", "-", "--count", "11", "--rate", "20/s", "--wait=30s");
        } finally {
            System.setIn(before);
        }

        assertThat(said.status()).isZero();
        assertThat(said.err()).contains("11 SUCCEEDED");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void aSingleCallThatIsWrongIsOneLine() {
        Said said = run("send", "-d", "a", "--max-attempts", "0");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err())
                .isEqualTo("fusebox send: field 'maxAttempts' is 0: at least 1 is expected, or no such field\n");
    }

    @Test
    void aTopicThatIsNotThereIsOneLineWithTheMend() {
        Said said = runWithPrefix("nowhere.", "results");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEqualTo("fusebox results: there is no topic nowhere.results at %s: %s\n"
                .formatted(brokers, "create it with 'fusebox topics', or check --prefix"));
    }

    @Test
    void resultsAreShownWhateverTheirFormat() throws Exception {
        answerer.produce(TOPICS.results(), "r-1",
                answerer.codecs(false).encodeResult(Answerer.result(call("r-1", "shown"))));
        answerer.produce(TOPICS.results(), "r-2",
                answerer.codecs(true).encodeResult(Answerer.result(call("r-2", "shown"))));
        answerer.produce(TOPICS.results(), "r-3", "nonsense".getBytes(StandardCharsets.UTF_8));

        Said table = run("results", "--no-follow", "-d", "shown", "--body");
        Said json = run("results", "--since", "10m", "--no-follow", "--id", "r-2", "--json");

        assertThat(table.status()).isZero();
        assertThat(table.out())
                .containsPattern("(?s) r-1 .*\n  \\{\"echo\":\"r-1\"}\n.* r-2 .*\n  \\{\"echo\":\"r-2\"}\n");
        assertThat(table.err()).contains("left out t.results, partition ");
        assertThat(json.json()).singleElement().satisfies(result -> {
            assertThat(result.path("id").textValue()).isEqualTo("r-2");
            assertThat(result.at("/body/echo").textValue()).isEqualTo("r-2");
        });
    }

    @Test
    void resultsFollowUntilThereAreEnough() throws Exception {
        try (ExecutorService background = Executors.newSingleThreadExecutor()) {
            Future<Said> following = background.submit(() -> run("results", "--status", "failed", "-d", "broken",
                    "--count", "1", "--timeout", "60s", "--json"));
            while (!following.isDone()) {
                run("send", "-d", "broken");
            }

            assertThat(following.get().status()).isZero();
            assertThat(following.get().json()).hasSize(1);
        }
    }

    @Test
    void fewerThanWereAskedForIsAFailure() {
        Said said = run("results", "--id", "nobody", "--count", "2", "--timeout", "300ms");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEqualTo("only 0 of 2 came\n");
    }

    @Test
    void eventsShowHowABreakerChanged() throws Exception {
        BreakerStatus status = ailing().status();
        answerer.produce(TOPICS.breakerEvents(), "ailing",
                answerer.codecs(false).encodeEvent(status.stateChanges().getFirst(), "pod-1/0_3"));

        Said table = run("events", "--no-follow", "--breaker", "ailing");
        Said json = run("events", "--no-follow", "-d", "ailing", "--json");

        assertThat(table.out()).containsPattern(
                "(?m)^2026-01-31T11:59:55.000Z +ailing +closed -> open +FAILURE_RATE +75 % +2026-01-31T12:00:30.000Z +pod-1/0_3$");
        assertThat(json.json()).singleElement()
                .satisfies(event -> assertThat(event.path("to").textValue()).isEqualTo("open"));
    }

    @Test
    void breakersAreReadFromTheirStatuses() throws Exception {
        answerer.produce(TOPICS.breakerStatus(), "ailing", answerer.codecs(false).encodeStatus(ailing().status()));
        answerer.produce(TOPICS.breakerStatus(), "well", answerer.codecs(false).encodeStatus(breaker("well").status()));

        Said list = run("breakers", "list");
        Said json = run("breakers", "list", "--json");
        Said show = run("breakers", "show", "ailing");
        Said unknown = run("breakers", "show", "nobody");

        assertThat(list.out()).startsWith("2 breakers: 1 open, 0 half-open, 1 closed\n")
                .containsPattern("(?s)\nailing +open .*\nwell +closed ");
        assertThat(json.json()).singleElement()
                .satisfies(board -> assertThat(board.at("/breakers/0/name").textValue()).isEqualTo("ailing"));
        assertThat(show.out()).contains("last failure   2026-01-31T11:59:55Z 503");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err())
                .isEqualTo("fusebox breakers show: there is no breaker 'nobody': 'fusebox breakers list' shows them\n");
    }

    private static BreakerStatuses ailing() {
        Instant now = BreakerStatuses.NOW;
        return breaker("ailing").window(20, 15, Duration.ofMillis(1200))
                .openUntil(now.plusSeconds(30))
                .failedLast(now.minusSeconds(5), "503", "the destination answered 503")
                .changed(Kind.OPEN, Cause.FAILURE_RATE, now.minusSeconds(5));
    }
}
