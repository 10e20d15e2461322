package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
    @TempDir
    Path directory;

    @Test
    void allAreToldAtOnceWithKeyValueExpectationAndPlace() {
        GivenConfig given = new GivenConfig(directory).fusebox("""
                partitions: many
                request-limt: 1MiB
                destinations:
                  payments: { timeout: 10 }
                """).variable("FUSEBOX_HTTP_PORT", "99999").property("fusebox.results.format", "xml");

        assertThat(given.problems()).containsExactlyInAnyOrder(
                "fusebox.partitions: 'many' does not fit; expected a whole number from 1 to 10000 (fusebox.yaml:2)",
                "fusebox.request-limt: there is no such key; did you mean fusebox.request-limit? (fusebox.yaml:3)",
                "fusebox.http.port: '99999' does not fit; expected a whole number from 0 to 65535 (FUSEBOX_HTTP_PORT)",
                "fusebox.results.format: 'xml' does not fit; expected one of avro, json (-Dfusebox.results.format)",
                "fusebox.destinations.payments.timeout: '10' does not fit; expected a duration from 1ms to 365d, such as "
                        + "250ms, 10s, 5m, 24h or 30d (fusebox.yaml:5)",
                "fusebox.destinations.payments.base-url: is missing; expected an http or https URL without user, query and "
                        + "fragment, such as https://payments.example (fusebox.yaml:5)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "rate: 200", "rate: 0/s", "rate: 5/0s", "rate: 1/2d", "rate: 2000000/s", "rate: 1.5/s",
        "rate-burst: 5", "rate: 5/s\n      rate-burst: 0", "idempotent: no", "retry: { retry-after-max: 31d }",
        "fallback: [cache]",
        "fallback: [queue, fail]", "fallback: []", "concurrency: 0", "concurrency: 64..4", "concurrency: 0..4",
        "concurrency: 4..", "concurrency: 4..10001", "follow-redirects: 11", "queue: -1",
        "base-uri: http://x.example", "retry: { initial: 10m }", "retry: { profile: other }", "retry: { on: [700] }",
        "operations: { write: { match: { methods: [post] } } }", "operations: { write: { timeout: 1s } }",
        "operations: { Write: {} }", "operations: { a: { match: { paths: [v1] } } }",
        "operations: { a: { match: { paths: [/v1/a**] } } }", "operations: { a: { match: { paths: [\"/v1/{id}\"] } } }",
        "operations: { a: { match: { paths: [/v1?x=1] } } }", "timeout:", "breaker: 5", "body-limit: 1GiB",
        "accept-credential-headers: yes" })
    void whatADestinationCannotHaveIsOneProblem(String settings) {
        assertThat(new GivenConfig(directory).payments(settings).problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "concurrency: 64..4|concurrency: '64..4' does not fit; expected a whole number from 1 to 10000, or two of them, such as 64 or 4..64 (fusebox.yaml:5)",
        "rate: 0/s|rate: '0/s' does not fit; expected 1 to 1,000,000 calls per period of 1ms to 1d, or off, such as 200/s, 1000/m or 20/10s (fusebox.yaml:5)",
        "timeout: 10sec|timeout: '10sec' does not fit; expected a duration from 1ms to 365d, such as 250ms, 10s, 5m, 24h or 30d (fusebox.yaml:5)",
        "rate-burst: 5|rate-burst: stands without a rate; expected rate beside it, such as 200/s, 1000/m or 20/10s (fusebox.yaml:5)",
        "retry: { initial: 10m }|retry.initial: 10m is more than max, which is 5m; lower it, or raise the other (fusebox.yaml:5)",
        "'rate: 1/m\nbreaker: { half-open: { max-wait: 30s } }'|breaker.half-open.max-wait: within 30s the rate lets 1 probes start, and half-open.successes-to-close is 2; raise it, or the rate (fusebox.yaml:6)",
        "'rate: 1/s\nbreaker: { minimum-calls: 20 }'|breaker.minimum-calls: 20 calls are never in the window of 10s, in which the rate lets 11 start; lower it, or raise window.duration (fusebox.yaml:6)",
        "'operations:\n  all: { match: { methods: [GET, POST] } }\n  list: { match: { methods: [GET], paths: [/v1/**] } }'|operations.list.match: finds no call, for all stands before it and takes them all; put it first (fusebox.yaml:7)",
        "breaker: { preset: quick }|breaker.preset: 'quick' does not fit; expected one of standard, classic, database, external-api, critical, strict, lenient, read, write, high-volume (fusebox.yaml:5)" })
    void contradictionsAndMistakesNameFileLineKeyAndMend(String settings, String problem) {
        assertThat(new GivenConfig(directory).payments(settings).problems())
                .containsExactly("fusebox.destinations.payments." + problem);
    }

    @Test
    void aRateThatSuitsNoPresetIsNoProblemUntilItIsAskedFor() {
        assertThat(new GivenConfig(directory).payments("rate: 1/m").loadPayments().gate().rate()).isPresent();
        assertThat(new GivenConfig(directory).payments("timeout: 100ms\nbreaker: { preset: database }")
                .loadPayments()
                .guard()
                .policy()
                .timeout()).isEqualTo(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @ValueSource(strings = { "replication-factor: 0", "replication-factor: -2", "application-id: a b",
        "topic-prefix: a/b",
        "drain-timeout: 2h", "request-limit: 1", "dead-letters: { body: some }", "metrics: { max-breakers: 0 }",
        "schema-registry: { url: \"localhost:8081\" }",
        "schema-registry: { serializer: not-a-class, deserializer: a.B }",
        "schema-registry: { serializer: a.B }", "schema-registry: { deserializer: a.B }",
        "streams: { application.id: other }", "streams: { processing.guarantee: at_least_once }",
        "defaults: { base-url: http://x.example }", "defaults: { preset: none }",
        "defaults: { retry: { initial: 1h } }",
        "destinations: { Pay ments: { base-url: http://x.example } }", "http: 8080", "kafka: [a]" })
    void whatTheProgramCannotHaveIsOneProblem(String settings) {
        assertThat(new GivenConfig(directory).fusebox(settings).problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "aplication-id, fusebox.application-id", "htpp, fusebox.http", "destination, fusebox.destinations" })
    void anUnknownKeyNamesTheOneThatWasMeant(String key, String meant) {
        assertThat(new GivenConfig(directory).fusebox(key + ": { a: 1, b: 2 }").problems()).singleElement()
                .asString()
                .startsWith("fusebox." + key + ": there is no such key; did you mean " + meant + "?");
    }

    @Test
    void anUnknownKeyThatResemblesNoneIsToldWithoutAGuess() {
        assertThat(new GivenConfig(directory).yaml("other: 1").problems())
                .containsExactly("other: there is no such key (fusebox.yaml:1)");
    }

    @Test
    void anUnknownVariableOrPropertyIsAProblem() {
        GivenConfig given = new GivenConfig(directory).variable("FUSEBOX_PARTITION", "3")
                .property("fusebox.partitons", "3");

        assertThat(given.problems()).containsExactlyInAnyOrder(
                "FUSEBOX_PARTITION: no key has this variable; did you mean FUSEBOX_PARTITIONS?",
                "fusebox.partitons: there is no such key; did you mean fusebox.partitions? (-Dfusebox.partitons)");
    }

    @Test
    void variablesThatAreNoKeysAreLeftAlone() {
        GivenConfig given = new GivenConfig(directory).fusebox("http: { token: env:FUSEBOX_ADMIN }")
                .variable("FUSEBOX_ADMIN", "t")
                .variable("FUSEBOX_TOKEN", "t")
                .variable("FUSEBOX_DEBUG", "1")
                .variable("FUSEBOX_LOG_LEVEL", "debug")
                .variable("FUSEBOX_JAVA_OPTS", "-Xmx1g")
                .variable("OTHER_PARTITIONS", "many")
                .property("java.version", "25");

        assertThat(given.load().partitions()).isEqualTo(12);
    }

    @Test
    void aKeyThatStandsTwiceIsAProblem() {
        assertThat(new GivenConfig(directory).fusebox("partitions: 1\npartitions: 2").problems())
                .containsExactly("fusebox.partitions: stands there twice, first in line 2 (fusebox.yaml:3)");
        assertThat(new GivenConfig(directory).payments("retry: { max: 1m }\nretry: { initial: 1s }").problems())
                .containsExactly(
                        "fusebox.destinations.payments.retry: stands there twice, first in line 5 (fusebox.yaml:6)");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(GivenConfig
                .problemsOf(() -> Configuration.load(Optional.of(directory.resolve("gone.yaml")), Map.of(), Map.of())))
                .singleElement()
                .asString()
                .endsWith("gone.yaml: there is no such file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "'fusebox:\n  partitions: [1\n'|3", "'fusebox:\n  a: b: c\n'|2",
        "'fusebox:\n\tpartitions: 1\n'|2", "'fusebox: *hunter2\n'|1", "'a: 1\n---\nb: 2\n'|2" })
    void aSyntaxErrorNamesTheLineInOneLine(String yaml, int line) {
        assertThat(new GivenConfig(directory).yaml(yaml).problems()).singleElement()
                .asString()
                .startsWith("fusebox.yaml:" + line + ": is not YAML: ")
                .doesNotContain("\n", "hunter2");
    }

    @Test
    void aFileOfAnotherKindIsAProblem() {
        assertThat(new GivenConfig(directory).yaml("- a\n- b\n").problems())
                .containsExactly("fusebox.yaml: expected keys below 'fusebox:' (fusebox.yaml:1)");
    }

    @Test
    void aStructureThatContainsItselfEnds() {
        assertThat(new GivenConfig(directory).yaml("fusebox: &a { http: *a }\n").problems())
                .anyMatch(line -> line.contains("is nested too deep"));
    }
}
