package io.fusebox.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.breaker.Permit;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GateTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Limits limits = new Limits(10, GatePolicy.STANDARD, Optional.empty(), now);

    @Test
    void isBusyWhenTheDestinationsPlacesAreTaken() {
        Gate read = gate("read", classic());
        Gate write = gate("write", classic());
        for (int i = 0; i < 10; i++) {
            assertThat(read.look(now)).isEqualTo(Passage.OPEN);
            read.enter(now);
        }

        assertThat(read.look(now)).isEqualTo(Passage.BUSY);
        assertThat(write.look(now)).isEqualTo(Passage.BUSY);
    }

    @Test
    void isClosedWhenItsOwnBreakerIsOpen() {
        Gate read = gate("read", classic());
        Gate write = gate("write", classic());

        fail(write, 5);

        assertThat(write.look(now)).isEqualTo(Passage.CLOSED);
        assertThat(read.look(now)).isEqualTo(Passage.OPEN);
        assertThatThrownBy(() -> write.enter(now)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void letsOnlyProbesThroughWhileHalfOpen() {
        Gate gate = gate("read", classic());
        fail(gate, 5);
        now = now.plus(Duration.ofSeconds(70));

        for (int probe = 0; probe < 3; probe++) {
            assertThat(gate.look(now)).isEqualTo(Passage.OPEN);
            assertThat(gate.enter(now).probe()).isTrue();
        }

        assertThat(gate.look(now)).isEqualTo(Passage.CLOSED);
    }

    @Test
    void opensSlowlyAfterTheBreakerHasClosed() {
        Gate gate = gate("read", classic().toBuilder().rampUp(Duration.ofSeconds(10)).build());
        fail(gate, 5);
        now = now.plus(Duration.ofSeconds(70));
        List<Permit> probes = new ArrayList<>();
        probes.add(gate.enter(now));
        probes.add(gate.enter(now));
        probes.forEach(permit -> gate.leave(permit, answer(200), Duration.ofMillis(20), now));

        assertThat(enterAll(gate)).isEqualTo(3);
        now = now.plus(Duration.ofSeconds(10));
        assertThat(enterAll(gate)).isEqualTo(7);
    }

    @Test
    void givesThePlaceBackWhateverTheOutcome() {
        Gate gate = gate("read", classic());
        for (int i = 0; i < 100; i++) {
            gate.leave(gate.enter(now), answer(404), Duration.ofMillis(1), now);
            gate.abandon(gate.enter(now), now);
        }

        assertThat(gate.inFlight()).isZero();
        assertThat(limits.concurrency().inFlight()).isZero();
    }

    @Test
    void anAdoptedAttemptTakesAPlaceEvenWhereNoneIsLeft() {
        Gate gate = gate("read", classic());
        enterAll(gate);

        Permit adopted = gate.adopt(0, false, now.plusSeconds(10));

        assertThat(limits.concurrency().inFlight()).isEqualTo(11);
        gate.abandon(adopted, now);
        assertThat(gate.look(now)).isEqualTo(Passage.BUSY);
    }

    @Test
    void aLowerLimitLetsWhatIsInFlightRunOut() {
        Gate gate = gate("read", classic());
        Permit first = gate.enter(now);
        gate.enter(now);

        limits.changePolicy(1, GatePolicy.STANDARD, now);

        assertThat(gate.look(now)).isEqualTo(Passage.BUSY);
        gate.leave(first, answer(200), Duration.ZERO, now);
        assertThat(gate.look(now)).isEqualTo(Passage.BUSY);
    }

    @Test
    void aLimitThatLetsNothingThroughIsRefused() {
        assertThatThrownBy(() -> new ConcurrencyLimit(0, Optional.empty())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Test
    void findsPlacesWhereTheirNumberIsAdapted() {
        limits.changePolicy(100, GatePolicy.STANDARD.withLeastConcurrency(4), now);
        Gate gate = gate("read", classic());
        assertThat(placesAfter(gate, 2_000, answer(200))).isGreaterThan(20);

        assertThat(placesAfter(gate, 2_000, answer(404))).isGreaterThan(20);
        assertThat(placesAfter(gate, 2_000, new Outcome.Answered(
                new Response(429, Map.of("retry-after", "0"), Payload.EMPTY, false)))).isEqualTo(4);
    }

    /** All that there are places for start, and then end, until so many have. */
    private int placesAfter(Gate gate, int calls, Outcome outcome) {
        for (int made = 0; made < calls;) {
            List<Permit> under = new ArrayList<>();
            while (gate.look(now) == Passage.OPEN) {
                under.add(gate.enter(now));
            }
            made += under.size();
            under.forEach(permit -> gate.leave(permit, outcome, Duration.ofMillis(20), now));
        }
        return limits.concurrency().limit();
    }

    private int enterAll(Gate gate) {
        int entered = 0;
        while (gate.look(now) == Passage.OPEN) {
            gate.enter(now);
            entered++;
        }
        return entered;
    }

    private void fail(Gate gate, int times) {
        for (int i = 0; i < times; i++) {
            gate.leave(gate.enter(now), answer(503), Duration.ofMillis(20), now);
        }
    }

    private Gate gate(String operation, BreakerPolicy policy) {
        return new Gate(
                new Breaker(BreakerName.of("payments", operation), policy, new SplittableRandom(3), _ -> {}, now),
                limits);
    }

    private static BreakerPolicy classic() {
        return BreakerPreset.CLASSIC.policy();
    }

    private static Outcome answer(int status) {
        return new Outcome.Answered(new Response(status, Map.of(), Payload.EMPTY, false));
    }
}
