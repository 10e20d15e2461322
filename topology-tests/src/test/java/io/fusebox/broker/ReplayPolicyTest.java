package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.CallResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on record of a destination's calls tells what other policies would have done. */
@RealKafka
class ReplayPolicyTest {
    private static final String NAME = "tried";
    private static final Duration ALL = Duration.ofSeconds(60);
    private static final Map<String, Object> SHADOW = Map.of("mode", "shadow", "failure-threshold", 5,
            "failure-threshold-span", "0s", "failure-rate-threshold", "off", "open-interval", "1h",
            "open-interval-max", "1h");

    @TempDir
    Path directory;

    @Test
    void aShadowsRecordTellsWhenItAndAStricterAndALaxerPolicyOpen(World world) throws Exception {
        HttpStub stub = world.destination(NAME);
        SHADOW.forEach((key, value) -> world.set("destinations." + NAME + ".breaker." + key, value));
        world.set("destinations." + NAME + ".concurrency", 1);
        world.set("destinations." + NAME + ".retry.max-attempts", 1);
        world.startedPod();
        world.startedPod();
        TopicLog<CallResult> results = world.results();
        TopicLog<BreakerEvent> events = world.events();
        Application application = world.application();
        send(application, "good", 10);
        results.await(10, ALL);
        stub.answers(503);
        send(application, "bad", 30);
        results.await(40, ALL);
        events.await(1, ALL);

        JsonNode strict = replayed(world, stub, 2);
        JsonNode lax = replayed(world, stub, 31);

        assertThat(stub.served()).hasSize(40);
        assertThat(events.values()).singleElement().satisfies(opened -> {
            assertThat(opened.getShadow()).isTrue();
            assertThat(Instant.parse(strict.at("/present/first_opening").textValue())).isCloseTo(opened.getAt(),
                    within(500, ChronoUnit.MILLIS));
        });
        assertThat(strict.at("/present/openings").intValue()).isEqualTo(1);
        assertThat(strict.at("/present/rejected").intValue()).isEqualTo(25);
        assertThat(strict.at("/candidate/openings").intValue()).isEqualTo(1);
        assertThat(strict.at("/candidate/rejected").intValue()).isEqualTo(28);
        assertThat(lax.at("/present")).isEqualTo(strict.at("/present"));
        assertThat(lax.at("/candidate/openings").intValue()).isZero();
        assertThat(lax.at("/candidate/attempts").intValue()).isEqualTo(40);
    }

    private static void send(Application application, String id, int calls) {
        for (int i = 0; i < calls; i++) {
            application.call(id + i, NAME);
        }
        application.flush();
    }

    /** What the command says of the destination's breaker, for a candidate that opens after so many failures. */
    private JsonNode replayed(World world, HttpStub stub, int failures) throws Exception {
        StringBuilder config = new StringBuilder(
                "fusebox:\n  destinations:\n    %s:\n      base-url: %s\n      breaker:\n"
                        .formatted(NAME, stub.url()));
        SHADOW.forEach((key, value) -> config.append("        %s: %s%n".formatted(key, value)));
        Path present = Files.writeString(directory.resolve("present.yaml"), config);
        Path candidate = Files.writeString(directory.resolve("candidate.yaml"),
                "fusebox: { destinations: { %s: { breaker: { failure-threshold: %d } } } }".formatted(NAME, failures));
        Cli.Said said = Cli.run(world, "replay-policy", "--config", present.toString(), "-f", candidate.toString(),
                "--json");
        assertThat(said.status()).as(said.err()).isZero();
        return said.json().at("/breakers/0");
    }
}
