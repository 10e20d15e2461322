package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerStatus;
import io.fusebox.specs.world.FuseboxSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the fleet is told of each breaker. */
class BreakerStatusTest extends FuseboxSpec {
    @Test
    void isThereAsSoonAsTheDestinationIsServed() {
        givenDestination("payments").withOperation("write");

        whenTimePasses(ms(5));

        assertThat(thenBreaker("payments").status().orElseThrow().getState()).isEqualTo("closed");
        assertThat(thenBreaker("payments/write").status().orElseThrow().getState()).isEqualTo("closed");
    }

    @Test
    void tellsOfAnOpenBreakerAndWhatWaitsForIt() {
        givenDestination("payments").failing();
        whenCallsArrive(7);

        whenTimePasses(seconds(2));

        BreakerStatus status = thenBreaker("payments").status().orElseThrow();
        assertThat(status.getState()).isEqualTo("open");
        assertThat(status.getParked()).isEqualTo(7);
        assertThat(status.getTotals().getFailures()).isEqualTo(5);
        assertThat(status.getTotals().getRejections()).isEqualTo(2);
        assertThat(status.getStateChanges()).hasSize(1);
        assertThat(status.getOwner()).isEqualTo("pod-1/0_0");
        assertThat(status.getPolicy()).containsKey("timeout");
    }

    @Test
    void comesAtMostOnceASecond() {
        givenDestination("payments").taking(ms(1));
        whenTimePasses(seconds(2));
        int before = thenBreaker("payments").statuses().size();

        for (int i = 0; i < 50; i++) {
            whenCallsArrive(1);
            whenTimePasses(ms(100));
        }

        assertThat(thenBreaker("payments").statuses().size() - before).isBetween(4, 6);
    }

    @Test
    void restsWhileNothingHappens() {
        givenDestination("payments");
        whenTimePasses(seconds(2));
        int before = thenBreaker("payments").statuses().size();

        whenTimePasses(minutes(10));

        assertThat(thenBreaker("payments").statuses()).hasSize(before);
    }

    @Test
    void isTakenBackWhenTheDestinationIsGone() {
        givenDestination("payments");
        whenCallsArrive("a");
        whenTimePasses(seconds(2));

        world().removeDestination("payments");
        whenTimePasses(seconds(2));

        assertThat(thenBreaker("payments").statuses()).last().isEqualTo(Optional.empty());
        assertThat(thenBreaker("payments").statuses()).filteredOn(Optional::isEmpty).hasSize(1);
    }

    @Test
    void staysUntilTheLastCallOfAGoneDestinationHasEnded() {
        givenDestination("payments").hanging();
        whenCallsArrive("a");
        world().removeDestination("payments");
        whenTimePasses(seconds(2));
        assertThat(thenBreaker("payments").status()).isPresent();

        whenAnswered("a", 200);
        whenTimePasses(seconds(2));

        thenCall("a").hasSucceeded();
        assertThat(thenBreaker("payments").status()).isEmpty();
    }
}
