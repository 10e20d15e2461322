package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.dispatch.Policies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateTest {
    @TempDir
    Path directory;

    private GivenConfig given;

    @BeforeEach
    void configure() {
        given = new GivenConfig(directory).fusebox("""
                defaults: { breaker: { open-interval: 9s } }
                destinations:
                  payments: { base-url: "http://payments.example", breaker: { failure-threshold: 3 } }
                  mail: { base-url: "http://mail.example" }
                """).variable("FUSEBOX_DESTINATIONS_MAIL_BREAKER_FAILURE_THRESHOLD", "8");
    }

    private Policies candidate(String yaml) {
        return given.configuration().withCandidate(given.write("candidate.yaml", yaml));
    }

    private static BreakerPolicy breaker(Policies policies, String destination) {
        return policies.of(destination).orElseThrow().guard().policy();
    }

    @Test
    void isLaidOverWhatIsConfigured() {
        Policies policies = candidate("""
                fusebox:
                  defaults: { breaker: { open-interval: 20s } }
                  destinations:
                    payments: { breaker: { failure-threshold: 7 } }
                    mail: { breaker: { failure-threshold: 2 } }
                    new: { base-url: "http://new.example" }
                """);

        assertThat(breaker(policies, "payments").failureThreshold()).hasValue(7);
        assertThat(breaker(policies, "payments").openInterval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(breaker(policies, "mail").failureThreshold()).hasValue(2);
        assertThat(policies.configured()).containsOnlyKeys("payments", "mail", "new");
    }

    @Test
    void leavesWhatItDoesNotSay() {
        Policies policies = candidate("fusebox: { destinations: { mail: { breaker: { timeout: 1s } } } }");

        assertThat(breaker(policies, "payments").failureThreshold()).hasValue(3);
        assertThat(breaker(policies, "mail").failureThreshold()).hasValue(8);
        assertThat(breaker(policies, "mail").openInterval()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void isRefusedWithItsOwnLineAndKey() {
        List<String> problems = GivenConfig.problemsOf(() -> candidate("""
                fusebox:
                  destinations:
                    payments:
                      breaker:
                        open-interval: soon
                        failure-treshold: 7
                    new: { breaker: { timeout: 1s } }
                """));

        assertThat(problems).hasSize(3)
                .anySatisfy(it -> assertThat(it).contains("open-interval", "candidate.yaml:5", "'soon'"))
                .anySatisfy(it -> assertThat(it).contains("failure-treshold", "candidate.yaml:6",
                        "did you mean fusebox.destinations.payments.breaker.failure-threshold?"))
                .anySatisfy(it -> assertThat(it).contains("new.base-url", "is missing"));
    }
}
