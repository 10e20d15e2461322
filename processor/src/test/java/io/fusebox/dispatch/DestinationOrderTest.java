package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.Command;
import io.fusebox.call.Command.Task;
import io.fusebox.call.Operator;
import io.fusebox.call.Outcome;
import io.fusebox.call.ParkReason;
import io.fusebox.call.ParkedFilter;
import io.fusebox.call.Pause;
import io.fusebox.call.Payload;
import io.fusebox.call.ProblemType;
import io.fusebox.call.Response;
import io.fusebox.call.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operators ask of a destination. */
class DestinationOrderTest {
    private static final Operator ANN = new Operator(Optional.of("ann"), Optional.of("maintenance"),
            Optional.of("PAUSE"), Optional.of("n-1"));
    private static final Task UNTIL_RESUMED = new Task.Suspend(Optional.empty());

    private final Scenario scenario = new Scenario();

    @Test
    void nothingStartsWhileItIsPausedAndAllWhenItIsResumed() {
        scenario.destination("payments").starts();

        ordered(UNTIL_RESUMED).arrives("a", "b").parkedCallsAreReadBack().timePasses(Duration.ofHours(20));

        assertThat(scenario.started).isEmpty();
        ordered(new Task.Resume());
        assertThat(scenario.started).containsKeys("a", "b");
    }

    @Test
    void aPauseForATimeEndsByItself() {
        scenario.destination("payments").starts();

        ordered(new Task.Suspend(Optional.of(Duration.ofMinutes(1)))).arrives("a").parkedCallsAreReadBack();

        scenario.timePasses(Duration.ofSeconds(59));
        assertThat(scenario.started).isEmpty();
        scenario.timePasses(Duration.ofSeconds(1));
        assertThat(scenario.started).containsKey("a");
    }

    @Test
    void anOrderThatComesWhenTheOpenIntervalIsOverLeavesTheBreakerAsItIsThen() {
        scenario.destination("payments").starts().arrives("a", "b", "c", "d", "e").fails("a", "b", "c", "d", "e");
        scenario.now = scenario.now.plus(Duration.ofHours(1));

        ordered(UNTIL_RESUMED);

        assertThat(scenario.effects(Effect.Announce.class)).extracting(it -> it.change().to())
                .containsExactly(BreakerState.Kind.OPEN, BreakerState.Kind.HALF_OPEN, BreakerState.Kind.HALF_OPEN);
    }

    @Test
    void retryAfterDoesNotShortenIt() {
        scenario.destination("payments").starts().arrives("a");
        ordered(UNTIL_RESUMED);

        scenario.ends("a", tooMany(3)).parkedCallsAreReadBack().timePasses(Duration.ofHours(1));

        assertThat(scenario.started).isEmpty();
    }

    @Test
    void itOutlivesItsOwner() {
        scenario.destination("payments").starts();
        ordered(UNTIL_RESUMED);

        scenario.starts().arrives("a").parkedCallsAreReadBack().timePasses(Duration.ofHours(1));

        assertThat(scenario.started).isEmpty();
        assertThat(scenario.pauses.get("payments").orElseThrow().by()).isEqualTo(Pause.By.OPERATOR);
    }

    @Test
    void aResumedDestinationIsNotPausedForTheNextOwner() {
        scenario.destination("payments").starts();
        ordered(UNTIL_RESUMED);
        ordered(new Task.Resume());

        scenario.starts().arrives("a");

        assertThat(scenario.started).containsKey("a");
    }

    @Test
    void aCallThatIsNotToWaitIsToldWhoPaused() {
        scenario.destination("payments", policy -> PolicyVariants.withFallback(policy, new FallbackStep.Fail()))
                .starts();

        ordered(UNTIL_RESUMED).arrives("a");

        assertThat(scenario.results.getFirst().problem().orElseThrow().detail()).isEqualTo(
                "destination payments is left alone until an operator resumes it: ann (maintenance)");
    }

    @Test
    void eachBreakerAnswersWithoutAGap() {
        scenario.destination("payments", policy -> PolicyVariants.withOperation(policy, "read")).starts();

        ordered(UNTIL_RESUMED);
        ordered(new Task.Resume());

        assertThat(scenario.effects(Effect.Announce.class)).extracting(it -> it.change().breaker().toString())
                .containsExactly("payments", "payments/read", "payments", "payments/read");
        StateChange last = scenario.effects(Effect.Announce.class).getLast().change();
        assertThat(last.sequence()).isEqualTo(2);
        assertThat(last.from()).isEqualTo(BreakerState.Kind.CLOSED);
        assertThat(last.to()).isEqualTo(BreakerState.Kind.CLOSED);
        assertThat(last.operator()).contains(ANN);
    }

    @Test
    void drainingMakesRetriesDueNow() {
        parkedAfterAFailure("a");
        assertThat(scenario.started).isEmpty();

        ordered(new Task.DrainNow(Optional.empty(), false)).timePasses(Duration.ZERO);

        assertThat(scenario.started).containsKey("a");
        assertThat(scenario.errands.all()).isEmpty();
    }

    @Test
    void drainingLeavesScheduledCallsUnlessAsked() {
        scenario.destination("payments").starts();
        scenario.arrives(Scenario.notBefore(Scenario.call("a"), scenario.now.plusSeconds(3_600)));
        scenario.parkedCallsAreReadBack();

        ordered(new Task.DrainNow(Optional.empty(), false)).timePasses(Duration.ZERO);
        assertThat(scenario.started).isEmpty();
        ordered(new Task.DrainNow(Optional.empty(), true)).timePasses(Duration.ZERO);

        assertThat(scenario.started).containsKey("a");
    }

    @Test
    void cancellingGoesOnWhereItsDestinationIsGone() {
        parkedAfterAFailure("a");
        ordered(new Task.Cancel(ParkedFilter.ALL));
        scenario.policies.clear();

        scenario.starts().timePasses(Duration.ofDays(30));

        assertThat(scenario.statuses()).containsExactly(Map.entry("a", ResultStatus.CANCELLED));
    }

    @Test
    void drainingMeetsACallThatIsOnItsWay() {
        scenario.destination("payments", PolicyVariants::withoutBreaker).starts().arrives("a").fails("a");
        scenario.now = scenario.now.plusMillis(1);

        ordered(new Task.DrainNow(Optional.empty(), false)).timePasses(Duration.ZERO).parkedCallsAreReadBack();

        assertThat(scenario.started).containsKey("a");
        scenario.timePasses(Duration.ZERO);
        assertThat(scenario.errands.all()).isEmpty();
    }

    @Test
    void drainingDoesNotPassAPause() {
        parkedAfterAFailure("a");
        ordered(UNTIL_RESUMED);

        ordered(new Task.DrainNow(Optional.empty(), false)).timePasses(Duration.ofHours(1));

        assertThat(scenario.started).isEmpty();
    }

    @Test
    void whatIsCancelledEndsOnceAndIsNoDeadLetter() {
        scenario.destination("payments").starts();
        ordered(UNTIL_RESUMED).arrives("a", "b").parkedCallsAreReadBack();

        ordered(new Task.Cancel(ParkedFilter.ALL)).timePasses(Duration.ZERO);
        ordered(new Task.Resume());

        assertThat(scenario.statuses()).isEqualTo(Map.of("a", ResultStatus.CANCELLED, "b", ResultStatus.CANCELLED));
        assertThat(scenario.results.getFirst().problem().orElseThrow().type()).isEqualTo(ProblemType.CANCELLED);
        assertThat(scenario.deadLetters).isEmpty();
        assertThat(scenario.started).isEmpty();
        assertThat(scenario.parking.isEmpty()).isTrue();
    }

    @Test
    void onlyWhatTheFilterNamesIsCancelled() {
        scenario.destination("payments").starts();
        ordered(UNTIL_RESUMED).arrives("a", "b").parkedCallsAreReadBack();

        ordered(cancel(Set.of("b"), Optional.empty(), Optional.empty()));
        ordered(cancel(Set.of(), Optional.of(ParkReason.RETRY), Optional.empty()));
        ordered(cancel(Set.of(), Optional.empty(), Optional.of(Scenario.START)));
        scenario.timePasses(Duration.ZERO).timePasses(Duration.ZERO).timePasses(Duration.ZERO);

        assertThat(scenario.statuses()).isEqualTo(Map.of("b", ResultStatus.CANCELLED));
    }

    @Test
    void aCallOnItsWayIsCancelledWhenItIsReadBack() {
        scenario.destination("payments").starts();
        ordered(UNTIL_RESUMED).arrives("a");

        ordered(new Task.Cancel(ParkedFilter.ALL)).timePasses(Duration.ZERO).parkedCallsAreReadBack();

        assertThat(scenario.statuses()).isEqualTo(Map.of("a", ResultStatus.CANCELLED));
    }

    @Test
    void aCallThatComesLaterIsNotMeant() {
        scenario.destination("payments").starts();
        ordered(UNTIL_RESUMED).arrives("a");
        ordered(new Task.Cancel(ParkedFilter.ALL)).timePasses(Duration.ofMillis(1));

        scenario.arrives("b").parkedCallsAreReadBack().timePasses(Duration.ofSeconds(2));

        assertThat(scenario.statuses()).isEqualTo(Map.of("a", ResultStatus.CANCELLED));
    }

    @Test
    void aLargeAmountIsWorkedOffInStepsAlsoByTheNextOwner() {
        int calls = 2 * Dispatcher.MOST_ENDINGS + 100;
        scenario.destination("payments").starts();
        ordered(UNTIL_RESUMED);
        for (int i = 0; i < calls; i++) {
            scenario.arrives("c" + i);
        }
        scenario.parkedCallsAreReadBack();

        ordered(new Task.Cancel(ParkedFilter.ALL)).timePasses(Duration.ZERO);
        assertThat(scenario.results).hasSize(Dispatcher.MOST_ENDINGS);
        scenario.starts().timePasses(Duration.ZERO).timePasses(Duration.ZERO);

        assertThat(scenario.statuses()).hasSize(calls).containsValue(ResultStatus.CANCELLED);
        assertThat(scenario.errands.all()).isEmpty();
    }

    @Test
    void aDeletedDestinationHoldsItsCallsForALaterPolicy() {
        parkedAfterAFailure("a");
        ordered(new Task.Delete(false));

        losesItsPolicy().timePasses(Duration.ofMinutes(10));
        assertThat(scenario.started).isEmpty();
        assertThat(scenario.results).isEmpty();
        scenario.decide(new Input.PoliciesChanged(new Policies(3, Map.copyOf(scenario.policies), Optional.empty())));

        assertThat(scenario.started).containsKey("a");
    }

    @Test
    void aDestinationDeletedWithItsCallsCancelsThemAlsoWhenItsPolicyIsGone() {
        parkedAfterAFailure("a");
        ordered(new Task.Delete(true));
        Map<String, DestinationPolicy> gone = Map.copyOf(scenario.policies);
        scenario.policies.clear();

        scenario.starts();

        assertThat(gone).hasSize(1);
        assertThat(scenario.statuses()).isEqualTo(Map.of("a", ResultStatus.CANCELLED));
    }

    private void parkedAfterAFailure(String id) {
        scenario.destination("payments", PolicyVariants::withoutBreaker).starts().arrives(id).fails(id);
        scenario.now = scenario.now.plusMillis(1);
        scenario.parkedCallsAreReadBack();
    }

    private Scenario losesItsPolicy() {
        return scenario.decide(new Input.PoliciesChanged(new Policies(2, Map.of(), Optional.empty())));
    }

    private Scenario ordered(Task task) {
        return scenario.decide(new Input.Managed(new Command.Manage(task, "payments", ANN, scenario.now)));
    }

    private static Task cancel(Set<String> ids, Optional<ParkReason> reason, Optional<Instant> before) {
        return new Task.Cancel(new ParkedFilter(Optional.empty(), ids, reason, before));
    }

    private static Outcome tooMany(int seconds) {
        return new Outcome.Answered(
                new Response(429, Map.of("retry-after", Integer.toString(seconds)), Payload.EMPTY, false));
    }
}
