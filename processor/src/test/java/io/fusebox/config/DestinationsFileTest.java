package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsFileTest {
    @TempDir
    Path directory;

    private SequencedMap<String, SequencedMap<String, String>> read(String yaml) {
        return new GivenConfig(directory).fusebox("""
                defaults: { retry: { max: 20s } }
                destinations: { orders: { base-url: http://orders.example } }
                """).configuration().readDestinations("destinations.yaml", new StringReader(yaml));
    }

    private List<String> problems(String yaml) {
        return GivenConfig.problemsOf(() -> read(yaml));
    }

    @Test
    void holdsWhatTheConfigurationHoldsInTheSameOrder() {
        var destinations = read("""
                destinations:
                  payments:
                    base-url: http://payments.example
                    breaker: { open-interval: 60s, failure-threshold: off }
                    headers: { Authorization: env:NOBODY_HERE_HAS_IT }
                    operations:
                      write: { match: { methods: [POST, PUT] } }
                      b.ulk: {}
                      any: { match: { paths: [/**] } }
                  eu.orders: { base-url: http://eu.example }
                  orders: { timeout: 5s }
                """);

        assertThat(destinations.keySet()).containsExactly("payments", "eu.orders", "orders");
        assertThat(destinations.get("payments")).containsExactly(
                Map.entry("base-url", "http://payments.example"),
                Map.entry("breaker.open-interval", "60s"),
                Map.entry("breaker.failure-threshold", "off"),
                Map.entry("headers.Authorization", "env:NOBODY_HERE_HAS_IT"),
                Map.entry("operations.write.match.methods", "POST,PUT"),
                Map.entry("operations.\"b.ulk\"", ""),
                Map.entry("operations.any.match.paths", "/**"));
        assertThat(destinations.get("eu.orders")).containsExactly(Map.entry("base-url", "http://eu.example"));
    }

    @Test
    void keepsTheOrderOfOperationsAndThoseWithoutAKey() {
        var settings = read("""
                destinations:
                  payments:
                    base-url: http://payments.example
                    operations: { write: { match: { methods: [POST] } }, bulk: {}, any: { match: { paths: [/**] } } }
                """).get("payments");

        assertThat(new GivenConfig(directory).configuration().parse("payments", settings).operations().keySet())
                .containsExactly("write", "bulk", "any");
    }

    @Test
    void isRefusedWithAllThatIsWrongInIt() {
        assertThat(problems("""
                destinations:
                  payments:
                    timeout: 10
                    concurency: 4
                    headers: { Authorization: hunter2 }
                    retry: { initial: 30s }
                  Pay ments: { base-url: http://x.example }
                """)).containsExactlyInAnyOrder(
                "fusebox.destinations.payments.base-url: is missing; expected an http or https URL without user, query and "
                        + "fragment, such as https://payments.example (destinations.yaml:3)",
                "fusebox.destinations.payments.timeout: '10' does not fit; expected a duration from 1ms to 365d, such as "
                        + "250ms, 10s, 5m, 24h or 30d (destinations.yaml:3)",
                "fusebox.destinations.payments.concurency: there is no such key; did you mean "
                        + "fusebox.destinations.payments.concurrency? (destinations.yaml:4)",
                "fusebox.destinations.payments.headers.Authorization: is a secret, and those are not written here; "
                        + "expected env:NAME or file:path, which say where the secret is (destinations.yaml:5)",
                "fusebox.destinations.payments.retry.initial: 30s is more than max, which is 20s; lower it, or raise the "
                        + "other (destinations.yaml:6)",
                "fusebox.destinations.Pay ments.base-url: 'Pay ments' is no name for a destination; expected "
                        + "1 to 100 of a-z, 0-9, '.', '_', '-' (destinations.yaml:7)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'fusebox: { destinations: {} }'|fusebox: is not applied; here stands 'destinations:' alone, and all else in the configuration (d.yaml:1)",
        "'defaults: { queue: 1 }'|defaults: is not applied; here stands 'destinations:' alone, and all else in the configuration (d.yaml:1)",
        "'destinations:'|destinations: holds no destinations; expected their names, and below each its keys (d.yaml:1)",
        "''|d.yaml: holds no destinations; expected them below 'destinations:'",
        "'- payments'|d.yaml: expected keys below 'destinations:' (d.yaml:1)",
        "'destinations: { payments: 5 }'|fusebox.destinations.payments: expected a section: keys below it (d.yaml:1)" })
    void whatIsNoFileOfDestinationsIsOneProblem(String yaml, String problem) {
        Configuration configuration = new GivenConfig(directory).configuration();

        assertThat(GivenConfig.problemsOf(() -> configuration.readDestinations("d.yaml", new StringReader(yaml))))
                .containsExactly(problem);
    }
}
