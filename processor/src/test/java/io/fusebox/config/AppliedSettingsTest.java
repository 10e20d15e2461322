package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.PolicyValue;
import io.fusebox.call.BreakerName;
import io.fusebox.call.OutcomeList;
import io.fusebox.call.Secret;
import io.fusebox.dispatch.DestinationPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppliedSettingsTest {
    @TempDir
    Path directory;

    private Configuration configuration;

    @BeforeEach
    void configure() {
        configuration = new GivenConfig(directory).fusebox("""
                defaults: { queue: 5 }
                destinations:
                  payments:
                    base-url: http://payments.example
                    concurrency: 7
                    breaker: { open-interval: 9s, failure-threshold: 3 }
                """).variable("BEARER", "hunter2").configuration();
    }

    @Test
    void areLaidOverWhatIsConfigured() {
        DestinationPolicy policy = configuration.parse("payments", Map.of(
                "breaker.open-interval", "60s",
                "breaker.half-open.max-concurrent", "1",
                "retry.on", "[503, timeout]",
                "headers.Authorization", "env:BEARER",
                "operations.write.match.methods", "POST, PUT",
                "operations.write.breaker.preset", "write"));

        assertThat(policy.destination().baseUrl()).isEqualTo(URI.create("http://payments.example"));
        assertThat(policy.destination().concurrency()).isEqualTo(7);
        assertThat(policy.queue()).isEqualTo(5);
        assertThat(policy.guard().policy().openInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(policy.guard().policy().failureThreshold()).hasValue(3);
        assertThat(policy.retry().on()).isEqualTo(OutcomeList.of("503", "timeout"));
        assertThat(policy.destination().headers()).isEqualTo(Map.of("Authorization", new Secret("hunter2")));
        assertThat(policy.breakers()).containsExactly(BreakerName.of("payments"), BreakerName.of("payments", "write"));
        assertThat(policy.guard().described())
                .containsEntry("open-interval", new PolicyValue("1m", "destinations.payments.breaker (applied)"))
                .containsEntry("failure-threshold", new PolicyValue("3", "destinations.payments.breaker"));
    }

    @Test
    void leaveWhatIsConfiguredAsItIs() {
        configuration.parse("payments", Map.of("concurrency", "1"));

        assertThat(configuration.parse("payments", Map.of()))
                .isEqualTo(configuration.values().policies().of("payments").orElseThrow());
    }

    @Test
    void winOverVariables() {
        Configuration withVariable = new GivenConfig(directory).payments("")
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_CONCURRENCY", "2")
                .configuration();

        assertThat(withVariable.values().policies().of("payments").orElseThrow().destination().concurrency())
                .isEqualTo(2);
        assertThat(withVariable.parse("payments", Map.of("concurrency", "3")).destination().concurrency()).isEqualTo(3);
    }

    @Test
    void makeANewDestination() {
        DestinationPolicy policy = configuration.parse("eu.orders", Map.of("base-url", "http://orders.example"));

        assertThat(policy.destination().name()).isEqualTo("eu.orders");
        assertThat(policy.destination().concurrency()).isEqualTo(64);
    }

    @Test
    void areRefusedWithAllThatIsWrong() {
        assertThat(GivenConfig.problemsOf(() -> configuration.parse("orders",
                Map.of("concurency", "1", "queue", "x", "headers.Authorization", "hunter2"))))
                .containsExactlyInAnyOrder(
                        "fusebox.destinations.orders.base-url: is missing; expected an http or https URL without user, "
                                + "query and fragment, such as https://payments.example (applied setting)",
                        "fusebox.destinations.orders.concurency: there is no such key; did you mean "
                                + "fusebox.destinations.orders.concurrency? (applied setting)",
                        "fusebox.destinations.orders.queue: 'x' does not fit; expected a whole number from 0 to 1000000 "
                                + "(applied setting)",
                        "fusebox.destinations.orders.headers.Authorization: is a secret, and those are not written here; "
                                + "expected env:NAME or file:path, which say where the secret is (applied setting)");
    }

    @Test
    void areRefusedForAWrongName() {
        assertThat(GivenConfig.problemsOf(() -> configuration.parse("Orders!", Map.of()))).singleElement()
                .asString()
                .startsWith("'Orders!' is no name for a destination");
    }

    @Test
    void areShownBesideAllElseThatHoldsWithWhereItComesFrom() {
        var described = configuration
                .applied("payments", Map.of("timeout", "4s", "rate", "5/s", "headers.Authorization",
                        "env:ELSEWHERE", "operations.write.match.methods", "POST",
                        "operations.write.breaker.failure-threshold", "9"))
                .described();

        assertThat(described)
                .containsEntry("base-url", new PolicyValue("http://payments.example", "destinations.payments"))
                .containsEntry("queue", new PolicyValue("5", "defaults"))
                .containsEntry("rate", new PolicyValue("5/s", "destinations.payments (applied)"))
                .containsEntry("retry.initial", new PolicyValue("1s", "default"))
                .containsEntry("headers.Authorization",
                        new PolicyValue("env:ELSEWHERE", "destinations.payments.headers (applied)"))
                .containsEntry("breaker.timeout", new PolicyValue("4s", "destinations.payments (applied)"))
                .containsEntry("breaker.open-interval", new PolicyValue("9s", "destinations.payments.breaker"))
                .containsEntry("operations.write.match.methods",
                        new PolicyValue("POST", "destinations.payments.operations.write.match (applied)"))
                .containsEntry("operations.write.breaker.failure-threshold",
                        new PolicyValue("9", "destinations.payments.operations.write.breaker (applied)"))
                .containsEntry("operations.write.breaker.open-interval",
                        new PolicyValue("9s", "destinations.payments.breaker"))
                .containsKey("retry.on")
                .doesNotContainKeys("timeout", "retry.profile");
    }

    @Test
    void neverShowASecretThatAVariableHolds() {
        Configuration withVariable = new GivenConfig(directory).payments("")
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_HEADERS_AUTHORIZATION", "hunter2")
                .configuration();

        assertThat(withVariable.applied("payments", Map.of()).described().toString())
                .contains("FUSEBOX_DESTINATIONS_PAYMENTS_HEADERS_")
                .doesNotContain("hunter2");
    }

    @Test
    void contradictTheConfigurationWhereBothSaySomething() {
        assertThat(configuration.applied("payments",
                Map.of("concurrency", "8", "breaker.open-interval", "9s", "queue", "6",
                        "breaker.failure-threshold", "4"))
                .contradicted())
                .containsExactly("breaker.failure-threshold", "concurrency");
    }
}
