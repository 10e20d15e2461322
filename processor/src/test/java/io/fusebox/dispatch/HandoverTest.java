package io.fusebox.dispatch;

import static io.fusebox.dispatch.Scenario.answer;
import static io.fusebox.dispatch.Scenario.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.AttemptId;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Owners that follow each other, and completions that come late, twice or never. */
class HandoverTest {
    private final Scenario payments = new Scenario().destination("payments");

    @Test
    void aSecondCompletionOfTheSameAttemptChangesNothing() {
        payments.starts().arrives("a");
        AttemptId attempt = payments.started.get("a").id();
        payments.succeeds("a");

        payments.decide(new Input.Completed(attempt, answer(500), Duration.ZERO));

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
    }

    @Test
    void aCompletionOfAnEarlierLifeIsDropped() {
        payments.starts().arrives("a");
        AttemptId attempt = payments.started.get("a").id();

        payments.starts().decide(new Input.Completed(attempt, answer(200), Duration.ZERO));

        assertThat(payments.results).isEmpty();
    }

    @Test
    void anEarlierOwnersAttemptKeepsItsPlaceAndIsMadeAgainWhenItMustBeOver() {
        payments.starts().arrives("a", "b", "c", "d").starts();

        payments.arrives("e");
        assertThat(payments.started).isEmpty();

        payments.timePasses(Duration.ofSeconds(13)).parkedCallsAreReadBack().timePasses(Duration.ofSeconds(1));
        assertThat(payments.started).containsKeys("e");
        payments.succeeds(payments.started.keySet().toArray(String[]::new));
        payments.timePasses(Duration.ofSeconds(5));
        payments.succeeds(payments.started.keySet().toArray(String[]::new));
        assertThat(payments.statuses()).containsOnlyKeys("a", "b", "c", "d", "e");
    }

    @Test
    void whatWaitedInMemoryStartsWithTheNextOwner() {
        payments.starts().arrives("a", "b", "c", "d", "e");
        payments.decide(new Input.StopStarting()).succeeds("a", "b", "c", "d");
        assertThat(payments.started).isEmpty();

        payments.starts();

        assertThat(payments.started).containsOnlyKeys("e");
    }

    @Test
    void anAttemptThatIsNeverReportedBackEndsAsATimeout() {
        payments.starts().arrives("a").timePasses(Duration.ofSeconds(13));

        assertThat(payments.inTransit).hasSize(1);
        assertThat(payments.inTransit.getFirst().parked().delivery().history().getFirst().outcome())
                .isEqualTo("timeout");
    }

    @Test
    void parkedCallsAndBreakersSurviveTheirOwner() {
        payments.starts();
        trip();
        payments.arrives("g").parkedCallsAreReadBack();

        payments.starts().arrives("h").parkedCallsAreReadBack();
        assertThat(payments.started).isEmpty();
        payments.timePasses(Duration.ofSeconds(70));

        assertThat(payments.started).containsKey("g");
        assertThat(payments.effects(Effect.Announce.class)).extracting(announce -> announce.change().sequence())
                .containsExactly(1L, 2L);
    }

    private void trip() {
        for (int i = 0; i < 5; i++) {
            payments.arrives("p" + i).fails("p" + i);
        }
        payments.parkedCallsAreReadBack();
    }
}
