package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.specs.world.FuseboxSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No destination is called more often than it can bear. */
class RateTest extends FuseboxSpec {
    @Test
    void callsComeEvenly() {
        givenDestination("payments").withRate(5, seconds(1));

        whenCallsArrive(20);
        whenTimePasses(seconds(5));

        List<Instant> times = thenDestination("payments").times();
        assertThat(times).hasSize(20);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).isAfterOrEqualTo(times.get(i - 1).plusMillis(200));
        }
        assertThat(times.getLast()).isBefore(times.getFirst().plusMillis(19 * 200 + 100));
    }

    @Test
    void callsThatWaitUseUpNoAttempt() {
        givenDestination("payments").withRate(2, seconds(1)).withQueue(1);

        whenCallsArrive(6);
        whenTimePasses(seconds(4));

        for (int i = 1; i <= 6; i++) {
            thenCall("c" + i).hasSucceeded().afterAttempts(1);
        }
    }

    @Test
    void aNewOwnerHasNoBurstToGive() {
        givenDestination("payments").withRate(100, seconds(1));
        whenCallsArrive(1);
        whenTimePasses(seconds(5));
        whenFuseboxRestarts();

        int before = thenDestination("payments").times().size();
        whenCallsArrive(10);

        assertThat(thenDestination("payments").times()).hasSizeLessThanOrEqualTo(before + 3);
    }

    @Test
    void changesWithItsPolicy() {
        givenDestination("payments").withRate(1, seconds(60));
        whenCallsArrive(4);
        thenDestination("payments").wasCalledTimes(1);

        givenDestination("payments").withRate(100, seconds(1));
        whenTimePasses(seconds(1));

        thenDestination("payments").wasCalledTimes(4);
    }
}
