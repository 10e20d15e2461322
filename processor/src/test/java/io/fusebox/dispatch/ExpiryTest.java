package io.fusebox.dispatch;

import static io.fusebox.dispatch.Scenario.START;
import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.deadline;
import static io.fusebox.dispatch.Scenario.notBefore;
import static io.fusebox.dispatch.Scenario.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that run out of time, and calls whose time has not come. */
class ExpiryTest {
    private final Scenario payments = new Scenario().destination("payments");

    @Test
    void aParkedCallExpiresInTimeAlsoWhileTheBreakerIsOpen() {
        payments.starts();
        trip();
        payments.arrives(deadline(call("g"), payments.now.plusSeconds(20))).parkedCallsAreReadBack();

        payments.timePasses(Duration.ofSeconds(19));
        assertThat(payments.statuses()).doesNotContainKey("g");
        payments.timePasses(Duration.ofSeconds(1));

        assertThat(payments.statuses()).containsEntry("g", ResultStatus.EXPIRED);
        assertThat(payments.deadLetters).hasSize(1);
    }

    @Test
    void aBacklogThatExpiresAsOneEndsInPortions() {
        payments.starts();
        trip();
        Instant deadline = payments.now.plusSeconds(20);
        for (int i = 0; i < 1_200; i++) {
            payments.arrives(deadline(call("g" + i), deadline));
        }
        payments.parkedCallsAreReadBack().timePasses(Duration.ofSeconds(20));

        assertThat(payments.statuses()).hasSize(500);
        assertThat(payments.nextWakeUp().orElseThrow()).isBeforeOrEqualTo(payments.now);
        payments.timePasses(Duration.ZERO).timePasses(Duration.ZERO);
        assertThat(payments.statuses()).hasSize(1_200);
    }

    @Test
    void aCallThatWaitsInMemoryExpiresToo() {
        payments.starts().arrives("a", "b", "c", "d");
        payments.arrives(deadline(call("e"), START.plusSeconds(3)));

        payments.timePasses(Duration.ofSeconds(3));

        assertThat(payments.statuses()).isEqualTo(Map.of("e", ResultStatus.EXPIRED));
    }

    @Test
    void anAttemptEndsNoLaterThanItsCallsDeadline() {
        payments.starts().arrives(deadline(call("a"), START.plusSeconds(3)));

        assertThat(payments.started.get("a").timeout()).isEqualTo(Duration.ofSeconds(3));

        payments.now = START.plusSeconds(3);
        payments.ends("a", timeout());
        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.EXPIRED));
    }

    @Test
    void aCallWhoseDeadlineHasPassedIsNotMade() {
        payments.starts().arrives(deadline(call("a"), START));

        assertThat(payments.started).isEmpty();
        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.EXPIRED));
    }

    @Test
    void aCallForLaterWaitsForItsTime() {
        payments.starts().arrives(notBefore(call("a"), START.plusSeconds(60))).parkedCallsAreReadBack();

        payments.timePasses(Duration.ofSeconds(59));
        assertThat(payments.started).isEmpty();
        payments.timePasses(Duration.ofSeconds(1));
        assertThat(payments.started).containsOnlyKeys("a");
        assertThat(payments.started.get("a").lateness()).contains(Duration.ZERO);
    }

    @Test
    void aCallForTheYear3000Fails() {
        payments.starts().arrives(notBefore(call("a"), START.plus(Duration.ofDays(365_000))));

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.FAILED));
        assertThat(payments.results.getFirst().problem().orElseThrow().detail()).contains("retry.schedule-max");
    }

    private void trip() {
        for (int i = 0; i < 5; i++) {
            payments.arrives("p" + i).fails("p" + i);
        }
        payments.parkedCallsAreReadBack();
    }
}
