package io.fusebox.dispatch;

import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Call;
import io.fusebox.call.Delivery;
import io.fusebox.call.Origin;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Producers that send a call twice. */
class DuplicatesTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Scenario payments = new Scenario().destination("payments", policy -> policy.toBuilder()
            .deduplicate(Optional.of(WINDOW))
            .build());

    @Test
    void aSecondCallWithTheSameIdIsDropped() {
        payments.starts().arrives("a", "a").succeeds("a").arrives("a");

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.SUCCEEDED));
        assertThat(payments.started).isEmpty();
        assertThat(payments.effects(Effect.DropDuplicate.class)).hasSize(2)
                .contains(new Effect.DropDuplicate("payments", "a"));
    }

    @Test
    void afterTheWindowItIsAnotherCall() {
        payments.starts().arrives("a").succeeds("a").timePasses(WINDOW.minusMillis(1)).arrives("a");
        assertThat(payments.started).isEmpty();

        payments.timePasses(Duration.ofMillis(1)).arrives("a");

        assertThat(payments.started).containsKey("a");
    }

    @Test
    void theNextOwnerKnowsThemToo() {
        payments.starts().arrives("a").succeeds("a");

        payments.starts().arrives("a");

        assertThat(payments.started).isEmpty();
        assertThat(payments.results).hasSize(1);
    }

    @Test
    void aCallThatWaitedInTheLedgerIsNoDuplicateOfItself() {
        payments.starts().arrives("a", "b", "c", "d", "e");
        assertThat(payments.started).doesNotContainKey("e");

        payments.starts().timePasses(Duration.ofSeconds(70));

        assertThat(payments.started).containsKey("e");
    }

    @Test
    void ofACallThatFailedAtOnceTooOnlyTheFirstIsAnswered() {
        Call wrong = Scenario.notBefore(call("a"), payments.now.plus(Duration.ofDays(1_000)));

        payments.starts().arrives(wrong).arrives(wrong);

        assertThat(payments.statuses()).isEqualTo(Map.of("a", ResultStatus.FAILED));
    }

    @Test
    void aDeadLetterThatIsReplayedIsMeantToBeMadeAgain() {
        payments.starts().arrives("a").ends("a", Scenario.answer(404));

        payments.decide(new Input.Arrived(replayed(call("a"))));

        assertThat(payments.started).containsKey("a");
    }

    @Test
    void elsewhereTheSameIdIsAnotherCall() {
        payments.destination("mail", policy -> policy.toBuilder().deduplicate(Optional.of(WINDOW)).build());

        payments.starts().arrives(call("a")).succeeds("a").arrives(to("mail", call("a")));

        assertThat(payments.started).containsKey("a");
    }

    @Test
    void whereNobodyAsksForItNothingIsRemembered() {
        Scenario other = new Scenario().destination("payments").starts().arrives("a", "b").succeeds("a", "b");

        other.arrives("a").timePasses(Duration.ofSeconds(1));

        assertThat(other.started).containsKey("a");
        assertThat(other.seen.byId).isEmpty();
        assertThat(other.seen.scans).as("looks into the empty store").isEqualTo(1);
    }

    @Test
    void idsAreForgottenInPortionsWithoutLookingAtThoseThatAreGone() {
        payments.starts();
        for (int i = 0; i < 1_200; i++) {
            payments.arrives("a" + i).succeeds("a" + i);
        }
        assertThat(payments.seen.byId).hasSize(1_200);

        payments.timePasses(WINDOW);
        assertThat(payments.seen.byId).hasSize(700);
        payments.timePasses(Duration.ZERO).timePasses(Duration.ZERO);

        assertThat(payments.seen.byId).isEmpty();
        assertThat(payments.seen.byTime).isEmpty();
        assertThat(payments.seen.scans).isLessThan(25);
    }

    private Delivery replayed(Call call) {
        Delivery first = Delivery.received(call, new Origin("requests", 0, 77), payments.now, Optional.empty());
        return new Delivery(first.call(), first.origin(), first.receivedAt(), first.trace(), first.attemptsMade(),
                first.attemptsCounted(), first.history(), 1, first.turn(), first.detour(), first.spentAt());
    }
}
