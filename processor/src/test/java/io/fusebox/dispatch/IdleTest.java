package io.fusebox.dispatch;

import static io.fusebox.dispatch.PolicyVariants.inMode;
import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerPolicy.Mode;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.gate.GatePolicy;
import io.fusebox.gate.Rate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Breakers that nobody calls for long leave the memory. */
class IdleTest {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int MANY = 500;

    private final Scenario world = new Scenario();

    @Test
    void anIdleBreakerLeavesTheMemoryAndComesBackWithAllThatItHadCounted() {
        givenUsed("payments");

        world.timePasses(IDLE);
        whenCalledAgain();

        assertThat(world.breakers.reads).as("times that it was brought back").isEqualTo(1);
        assertThat(lastStatus().metrics().totals().calls()).isEqualTo(2);
        assertThat(world.effects(Effect.Retire.class)).isEmpty();
    }

    @Test
    void oneThatIsUsedStays() {
        givenUsed("payments");

        world.timePasses(IDLE.minusSeconds(10));
        whenCalledAgain();
        world.timePasses(IDLE.minusSeconds(10));
        whenCalledAgain();

        assertThat(world.breakers.reads).isZero();
    }

    @Test
    void itIsShownAsItStandsWhenItLeaves() {
        givenUsed("payments");
        world.everything.clear();

        world.timePasses(IDLE);

        assertThat(lastStatus().metrics().window().calls()).as("calls in a window of 10 minutes ago").isZero();
        world.everything.clear();
        world.timePasses(IDLE).timePasses(IDLE);
        assertThat(world.everything).isEmpty();
    }

    @Test
    void itsStateIsKeptThatANewPolicyChangedAsItWasShown() {
        givenUsed("payments");
        world.timePasses(IDLE)
                .timePasses(IDLE)
                .destination("payments", policy -> inMode(idleAfter(IDLE).apply(policy), Mode.DISABLED));

        world.starts().timePasses(Duration.ofSeconds(1));
        whenCalledAgain();

        assertThat(world.effects(Effect.Announce.class)).extracting(it -> it.change().to())
                .containsExactly(Kind.DISABLED);
    }

    @Test
    void oneThatIsOpenIsNeverIdle() {
        world.destination("payments", idleAfter(IDLE)).starts();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            world.arrives(id).fails(id);
        }

        world.timePasses(IDLE.multipliedBy(3));

        assertThat(lastStatus().state()).isEqualTo(Kind.HALF_OPEN);
    }

    @Test
    void oneForWhichACallWaitsIsNeverIdle() {
        givenUsed("payments");
        world.arrives(Scenario.notBefore(call("later"), world.now.plus(Duration.ofDays(2)))).parkedCallsAreReadBack();
        world.breakers.reads = 0;

        world.timePasses(IDLE).timePasses(IDLE).timePasses(Duration.ofDays(2));

        assertThat(world.started).containsKey("later");
        assertThat(world.breakers.reads).isZero();
    }

    @Test
    void oneWhoseRateIsUsedUpIsNotIdle() {
        world.destination("payments", policy -> idleAfter(IDLE).apply(policy)
                .toBuilder()
                .gate(GatePolicy.STANDARD.withRate(Optional.of(new Rate(1, Duration.ofHours(1), 1))))
                .build()).starts();
        world.arrives("a").succeeds("a").timePasses(Duration.ofSeconds(1));

        world.timePasses(IDLE).timePasses(IDLE).arrives("b");

        assertThat(world.started).isEmpty();
        world.timePasses(Duration.ofMinutes(40));
        assertThat(world.started).containsKey("b");
    }

    @Test
    void aNewPolicyOfOneThatHasLeftIsShown() {
        givenUsed("payments");
        world.timePasses(IDLE);
        world.everything.clear();

        world.destination("payments", policy -> idleAfter(IDLE).apply(policy).toBuilder().queue(1).build());
        changePolicies().timePasses(Duration.ofSeconds(1));

        assertThat(world.effects(Effect.ShowStatus.class)).hasSize(1);
        assertThat(lastStatus().metrics().totals().calls()).isEqualTo(1);
    }

    @Test
    void oneThatHasLeftAndIsNotConfiguredAnyMoreIsTakenBack() {
        givenUsed("payments");
        world.timePasses(IDLE);

        world.policies.clear();
        changePolicies();

        assertThat(world.effects(Effect.Retire.class)).hasSize(1);
        assertThat(world.breakers.names()).isEmpty();
    }

    @Test
    void veryManyAreShownInTurnAndNotKept() {
        IntStream.range(0, MANY).forEach(i -> world.destination("d" + i, idleAfter(IDLE)));
        world.starts();
        List<Integer> rounds = List.of(shownAfter(Duration.ZERO), shownAfter(Duration.ofSeconds(1)),
                shownAfter(Duration.ofSeconds(1)), shownAfter(Duration.ofSeconds(1)));

        assertThat(rounds).containsExactly(0, 200, 100, 0);
        Set<String> names = new HashSet<>();
        world.effects(Effect.ShowStatus.class).forEach(shown -> names.add(shown.status().name().toString()));
        assertThat(names).hasSize(MANY);
        world.breakers.reads = 0;
        world.arrives(to("d7", call("a")));
        assertThat(world.breakers.reads).as("times that it was brought back").isEqualTo(1);
    }

    @Test
    void anOpenBreakerThatNobodyCallsProbesUnderItsNextOwner() {
        world.destination("payments", idleAfter(IDLE)).starts();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            world.arrives(id).fails(id);
        }

        world.everything.clear();
        world.starts().timePasses(Duration.ofMinutes(2));

        assertThat(world.effects(Effect.Announce.class)).singleElement()
                .satisfies(event -> assertThat(event.change().to()).isEqualTo(Kind.HALF_OPEN));
    }

    private void givenUsed(String name) {
        world.destination(name, idleAfter(IDLE)).starts();
        world.arrives("first").succeeds("first").timePasses(Duration.ofSeconds(1));
        world.breakers.reads = 0;
    }

    private void whenCalledAgain() {
        String id = "again" + world.results.size();
        world.arrives(id).succeeds(id).timePasses(Duration.ofSeconds(1));
    }

    private Scenario changePolicies() {
        return world.decide(new Input.PoliciesChanged(new Policies(2, Map.copyOf(world.policies), Optional.empty())));
    }

    private int shownAfter(Duration duration) {
        int before = world.effects(Effect.ShowStatus.class).size();
        world.timePasses(duration);
        return world.effects(Effect.ShowStatus.class).size() - before;
    }

    private BreakerStatus lastStatus() {
        return world.effects(Effect.ShowStatus.class).getLast().status();
    }

    private static UnaryOperator<DestinationPolicy> idleAfter(Duration idle) {
        return policy -> policy.toBuilder().breakerIdle(idle).build();
    }
}
