package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.metrics.Meters;
import io.fusebox.processes.FreePort;
import io.fusebox.schemas.CallResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What operators see while one of two breakers is open. */
@RealKafka
@TestInstance(Lifecycle.PER_CLASS)
class HttpInterfaceTest {
    private Pod pod;

    @BeforeAll
    void oneBreakerIsOpen(World world) throws Exception {
        world.set("destinations.broken.breaker.open-interval", "5m")
                .set("destinations.broken.breaker.open-interval-max", "5m");
        world.destination("healthy");
        // At first it only refuses a call, so that there is a dead letter.
        HttpStub broken = world.destination("broken").answers(404);
        pod = world.startedPod();
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        application.call("gone", "broken");
        application.sendJsonByCrc32("ok", "healthy");
        application.sendJsonByCrc32("stray", strayDestination(world));
        results.await(3, Duration.ofSeconds(20));
        broken.answers(500);
        for (int i = 0; i < 20; i++) {
            application.call("c" + i, "broken");
        }
        Awaitility.await("the breaker opens")
                .atMost(Duration.ofSeconds(20))
                .until(() -> pod.json("/breakers").at("/summary/open").asInt() == 1
                        && pod.json("/breakers/broken").get("parked").asInt() == 20);
    }

    @Test
    void isAliveAndReady() throws Exception {
        assertThat(pod.get("/livez").statusCode()).isEqualTo(200);
        assertThat(pod.get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void listsTheBreakersTheSickestFirst() throws Exception {
        JsonNode answer = pod.json("/breakers");

        assertThat(answer.get("summary").toString()).isEqualTo("{\"total\":2,\"open\":1,\"half_open\":0,\"closed\":1}");
        assertThat(answer.at("/breakers/0/name").asText()).isEqualTo("broken");
        assertThat(answer.at("/breakers/0/state").asText()).isEqualTo("open");
        assertThat(answer.at("/breakers/0/next_probe_in").asDouble()).isBetween(200.0, 330.0);
        assertThat(answer.at("/breakers/0/metrics/total_failures").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(answer.at("/breakers/1/name").asText()).isEqualTo("healthy");
        assertThat(answer.at("/breakers/1/metrics/total_successes").asInt()).isPositive();
    }

    @Test
    void tellsOneBreakersPolicyAndItsPast() throws Exception {
        JsonNode answer = pod.json("/breakers/broken");

        assertThat(answer.at("/policy/open-interval/value").asText()).isEqualTo("5m");
        assertThat(answer.at("/state_changes")).hasSize(1);
        assertThat(answer.at("/state_changes/0/to").asText()).isEqualTo("open");
        assertThat(answer.at("/last_failure/kind").asText()).isEqualTo("500");
        assertThat(pod.get("/breakers/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsTheHealthOfAllInTheBody() throws Exception {
        JsonNode answer = pod.json("/health/circuit-breakers");

        assertThat(answer.get("status").asText()).isEqualTo("unhealthy");
        assertThat(answer.at("/breakers/broken/state").asText()).isEqualTo("open");
        assertThat(answer.at("/breakers/healthy/state").asText()).isEqualTo("closed");
    }

    @Test
    void raisesTheAlarm() throws Exception {
        JsonNode answer = pod.json("/alerts");

        assertThat(answer.at("/0/severity").asText()).isEqualTo("critical");
        assertThat(answer.at("/0/type").asText()).isEqualTo("circuit_open");
        assertThat(answer.at("/0/breaker").asText()).isEqualTo("broken");
    }

    @Test
    void measuresEverythingThatTheContractNames() throws Exception {
        String metrics = pod.get("/metrics").body();

        // Their series come with the first: most destinations have none.
        assertThat(EnumSet.complementOf(EnumSet.of(Meters.FUSEBOX_FALLBACKS_TOTAL, Meters.FUSEBOX_DUPLICATES_TOTAL)))
                .allSatisfy(meter -> assertThat(metrics).contains("\n# TYPE " + meter.metric() + " "));
        assertThat(pod.metric("circuit_breaker_state{name=\"broken\"}")).isEqualTo(2);
        assertThat(pod.metric("circuit_breaker_state{name=\"healthy\"}")).isZero();
        assertThat(pod.metric("fusebox_calls_parked{destination=\"broken\"}")).isEqualTo(20);
        assertThat(pod.metric("fusebox_dead_letters_total")).isEqualTo(2);
        assertThat(pod.metric("fusebox_rerouted_total")).isGreaterThanOrEqualTo(1);
        assertThat(metrics).contains("kafka_stream_", "jvm_memory_");
    }

    @Test
    void pleasesPromtool(@TempDir Path directory) throws Exception {
        assumeTrue(Programs.isInstalled("promtool"),
                "SKIPPED: promtool is not installed (Debian: package prometheus), so the metrics' form is not checked");
        Path scrape = Files.writeString(directory.resolve("scrape"), pod.get("/metrics").body());

        assertThat(Programs.run(scrape, "promtool", "check", "metrics")).isEmpty();
    }

    @Test
    void isScrapedByPrometheus(@TempDir Path directory) throws Exception {
        assumeTrue(Programs.isInstalled("prometheus"),
                "SKIPPED: prometheus is not installed (Debian: package prometheus), so it is not tried");
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, scrape_timeout: 1s }
                scrape_configs: [{ job_name: fusebox, static_configs: [{ targets: ["127.0.0.1:%d"] }] }]
                """.formatted(pod.port()));
        int port = FreePort.find();
        Process prometheus = new ProcessBuilder("prometheus", "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest query = HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=up"))
                    .build();

            Awaitility.await("up == 1")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> http.send(query, BodyHandlers.ofString()).body().contains(",\"1\"]"));
        } finally {
            prometheus.destroy();
            prometheus.waitFor();
        }
    }

    /** Nobody has configured it, and it lies elsewhere by CRC32 than by murmur2. */
    private static String strayDestination(World world) {
        return List.of("nobody", "no-one", "none", "nowhere", "nothing")
                .stream()
                .filter(name -> Application.crc32(name, world.partitions()) != Application.murmur2(name,
                        world.partitions()))
                .findFirst()
                .orElseThrow();
    }
}
