package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Secret;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.FallbackChain;
import io.fusebox.dispatch.FallbackPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {
    @TempDir
    Path directory;

    private static DestinationPolicy.Operation operation(DestinationPolicy policy, String name) {
        return Objects.requireNonNull(policy.operations().get(name));
    }

    @Test
    void aVariableWinsOverTheFile() {
        GivenConfig given = new GivenConfig(directory).fusebox("request-limit: 1KiB")
                .variable("FUSEBOX_REQUEST_LIMIT", "2KiB");

        assertThat(given.load().requestLimit()).isEqualTo(2048);
    }

    @Test
    void aPropertyWinsOverAVariable() {
        GivenConfig given = new GivenConfig(directory).fusebox("request-limit: 1KiB")
                .variable("FUSEBOX_REQUEST_LIMIT", "2KiB")
                .property("fusebox.request-limit", "3KiB");

        assertThat(given.load().requestLimit()).isEqualTo(3072);
    }

    @Test
    void theFileIsNamedByAVariableUnlessByTheCommandLine() {
        GivenConfig given = new GivenConfig(directory).fusebox("partitions: 1");
        Path other = given.write("other.yaml", "fusebox: { partitions: 2 }");

        assertThat(given.variable("FUSEBOX_CONFIG", other.toString()).load().partitions()).isEqualTo(1);
        assertThat(new GivenConfig(directory).variable("FUSEBOX_CONFIG", other.toString()).load().partitions())
                .isEqualTo(2);
    }

    @Test
    void variablesReachDeepKeysOfDestinations() {
        DestinationPolicy policy = new GivenConfig(directory).payments("""
                headers: { X-Client: file }
                operations: { write: { match: { methods: [POST] } } }
                """)
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_BREAKER_HALF_OPEN_MAX_CONCURRENT", "7")
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_OPERATIONS_WRITE_BREAKER_OPEN_INTERVAL", "9s")
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_OPERATIONS_WRITE_MATCH_METHODS", "PUT, PATCH")
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_HEADERS_X_CLIENT", "variable")
                .loadPayments();

        assertThat(policy.guard().policy().halfOpen().maxConcurrent()).isEqualTo(7);
        assertThat(operation(policy, "write").guard().policy().openInterval()).isEqualTo(Duration.ofSeconds(9));
        assertThat(operation(policy, "write").match().methods()).isEqualTo(Set.of("PUT", "PATCH"));
        assertThat(policy.destination().headers()).containsEntry("X-Client", new Secret("variable"));
    }

    @Test
    void aDestinationCanBeMadeOfVariablesAlone() {
        DestinationPolicy policy = new GivenConfig(directory)
                .variable("FUSEBOX_DESTINATIONS_EU_PAYMENTS_BASE_URL", "http://eu.example")
                .variable("FUSEBOX_DESTINATIONS_EU_PAYMENTS_CONCURRENCY", "3")
                .load()
                .policies()
                .of("eu-payments")
                .orElseThrow();

        assertThat(policy.destination().baseUrl()).isEqualTo(URI.create("http://eu.example"));
        assertThat(policy.destination().concurrency()).isEqualTo(3);
    }

    @Test
    void aDestinationCanBeMadeOfPropertiesAlone() {
        DestinationPolicy policy = new GivenConfig(directory)
                .property("fusebox.destinations.\"eu.payments\".base-url", "http://eu.example")
                .load()
                .policies()
                .of("eu.payments")
                .orElseThrow();

        assertThat(policy.destination().baseUrl()).isEqualTo(URI.create("http://eu.example"));
    }

    @Test
    void namesWithDotsAndOperationsWithDotsAreNames() {
        DestinationPolicy policy = new GivenConfig(directory).fusebox("""
                destinations:
                  eu.payments:
                    base-url: http://eu.example
                    operations: { v1.write: { breaker: { failure-threshold: 2 } } }
                """)
                .variable("FUSEBOX_DESTINATIONS__EU_PAYMENTS__TIMEOUT", "4s")
                .load()
                .policies()
                .of("eu.payments")
                .orElseThrow();

        assertThat(policy.guard().policy().timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(policy.operations()).containsOnlyKeys("v1.write");
        assertThat(operation(policy, "v1.write").guard().policy().failureThreshold()).hasValue(2);
    }

    @Test
    void operationsKeepTheOrderOfTheFile() {
        DestinationPolicy policy = new GivenConfig(directory).payments("""
                operations:
                  zebra: { match: { methods: [GET] } }
                  ant: { match: { methods: [GET, HEAD] } }
                  mole: {}
                """).loadPayments();

        assertThat(policy.operations().keySet()).containsExactly("zebra", "ant", "mole");
    }

    @Test
    void aDestinationGoesOverTheDefaults() {
        GivenConfig given = new GivenConfig(directory).fusebox(
                """
                        results: { body-limit: 8KiB }
                        ad-hoc-urls: true
                        defaults: { timeout: 3s, concurrency: 5, queue: 6, fallback: [fail], retry: { max-attempts: 4, initial: 2s } }
                        destinations:
                          one: { base-url: "http://one.example" }
                          two: { base-url: "http://two.example", timeout: 4s, queue: 0, fallback: queue, body-limit: 1KiB, retry: { initial: 3s } }
                        """);

        DestinationPolicy one = given.load().policies().of("one").orElseThrow();
        DestinationPolicy two = given.load().policies().of("two").orElseThrow();
        DestinationPolicy adHoc = given.load().policies().of("https://other.example:443").orElseThrow();

        assertThat(one.guard().policy().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(one.destination().concurrency()).isEqualTo(5);
        assertThat(one.destination().bodyLimit()).isEqualTo(8192);
        assertThat(one.queue()).isEqualTo(6);
        assertThat(one.fallback()).isEqualTo(FallbackPolicy.of(FallbackChain.FAIL));
        assertThat(two.guard().policy().timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(two.destination().bodyLimit()).isEqualTo(1024);
        assertThat(two.queue()).isZero();
        assertThat(two.fallback()).isEqualTo(FallbackPolicy.QUEUE);
        assertThat(two.retry().initial()).isEqualTo(Duration.ofSeconds(3));
        assertThat(two.retry().maxAttempts()).isEqualTo(4);
        assertThat(adHoc.destination().baseUrl()).isEqualTo(URI.create("https://other.example:443"));
        assertThat(adHoc.destination().concurrency()).isEqualTo(5);
        assertThat(adHoc.retry()).isEqualTo(one.retry());
    }

    @Test
    void anEmptyFileIsFine() {
        assertThat(new GivenConfig(directory).yaml("").load().http().token()).isEqualTo(Optional.empty());
        assertThat(new GivenConfig(directory).yaml("fusebox:\n").load().partitions()).isEqualTo(12);
        assertThat(new GivenConfig(directory).fusebox("destinations:\ndefaults:\n").load().partitions()).isEqualTo(12);
    }
}
