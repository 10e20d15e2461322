package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerStatus;
import io.fusebox.specs.world.FuseboxSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A breaker that nobody calls costs no memory, and loses nothing by it. */
class IdleBreakerTest extends FuseboxSpec {
    @Test
    void keepsItsTotalsAndItsPlaceOnTheBoard() {
        givenDestination("payments").withBreakerIdle(minutes(10));
        whenCallsArrive(3);
        whenTimePasses(minutes(11));
        assertThat(thenBreaker("payments").statuses()).doesNotContain(Optional.empty());

        whenCallsArrive(1);
        whenTimePasses(seconds(2));

        assertThat(status("payments").getTotals().getCalls()).isEqualTo(4);
    }

    @Test
    void isShownOnceMoreAsItStandsByThen() {
        givenDestination("payments").withBreakerIdle(minutes(10)).withBreaker(policy -> policy.window(0, minutes(1)));
        whenCallsArrive(3);
        whenTimePasses(seconds(2));
        assertThat(status("payments").getWindow().getCalls()).isEqualTo(3);

        whenTimePasses(minutes(11));

        assertThat(status("payments").getWindow().getCalls()).isZero();
    }

    @Test
    void keepsTheNumbersOfItsEvents() {
        givenDestination("payments").withBreakerIdle(minutes(10)).failing();
        whenCallsArrive(5);
        givenDestination("payments").answering(200);
        whenTimePasses(minutes(30));
        thenBreaker("payments").isClosed();

        givenDestination("payments").failing();
        whenCallsArrive(5);

        assertThat(thenBreaker("payments").events()).extracting(event -> event.getSequence())
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void isShownByItsNextOwnerThoughNobodyCallsIt() {
        givenDestination("payments");
        whenCallsArrive(1);
        whenTimePasses(seconds(2));
        int before = thenBreaker("payments").statuses().size();

        whenFuseboxRestarts();
        whenTimePasses(seconds(2));

        assertThat(thenBreaker("payments").statuses()).hasSize(before + 1);
        assertThat(status("payments").getTotals().getCalls()).isEqualTo(1);
    }

    @Test
    void isTakenBackWhenItsDestinationIsGoneWhileNobodyOwnsIt() {
        givenDestination("payments").withBreakerIdle(minutes(10));
        whenCallsArrive(1);
        whenTimePasses(minutes(11));

        world().removeDestination("payments");
        whenFuseboxRestarts();

        assertThat(thenBreaker("payments").status()).isEmpty();
    }

    private BreakerStatus status(String breaker) {
        return thenBreaker(breaker).status().orElseThrow();
    }
}
