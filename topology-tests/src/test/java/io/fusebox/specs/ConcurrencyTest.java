package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.ParkReason;
import io.fusebox.specs.world.FuseboxSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No destination has more calls at once than it can bear. */
class ConcurrencyTest extends FuseboxSpec {
    @Test
    void isNeverExceeded() {
        givenDestination("payments").withConcurrency(3).taking(ms(20));

        whenCallsArrive(30);
        whenTimePasses(seconds(1));

        assertThat(results()).hasSize(30);
        thenDestination("payments").neverHadMoreUnderWayThan(3);
    }

    @Test
    void letsTheNextGoWhenOneEnds() {
        givenDestination("payments").withConcurrency(2).hanging();
        whenCallsArrive(4);
        thenDestination("payments").wasCalledFor("c1", "c2");

        whenAnswered("c2", 200);

        thenDestination("payments").wasCalledFor("c1", "c2", "c3").hasUnderWay(2);
    }

    @Test
    void keepsAFewInMemoryAndParksTheRest() {
        givenDestination("payments").withConcurrency(1).withQueue(2).hanging();

        whenCallsArrive(5);

        assertThat(world().journal().retries()).extracting(parked -> parked.value().getDelivery().getRequest().getId())
                .containsExactly("c4", "c5");
        assertThat(world().journal().retries()).extracting(parked -> parked.value().getReason())
                .containsOnly(ParkReason.REJECTED);
    }

    @Test
    void keepsTheOrderAlsoWhereCallsWereParked() {
        givenDestination("payments").withConcurrency(1).withQueue(2).taking(ms(20));
        for (int i = 0; i < 8; i++) {
            whenCallsArrive(1);
            whenTimePasses(ms(5));
        }

        whenTimePasses(seconds(1));

        thenDestination("payments").wasCalledFor(List.of("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"));
    }

    @Test
    void growsWithItsPolicy() {
        givenDestination("payments").withConcurrency(1).hanging();
        whenCallsArrive(3);
        thenDestination("payments").hasUnderWay(1);

        givenDestination("payments").withConcurrency(3);
        whenTimePasses(seconds(1));

        thenDestination("payments").hasUnderWay(3);
    }

    @Test
    void isEachDestinationsOwn() {
        givenDestination("mail").withConcurrency(1).hanging();
        givenDestination("payments");
        whenArrives(call("m1").setDestination("mail"));
        whenArrives(call("m2").setDestination("mail"));

        whenCallsArrive("p1");

        thenCall("p1").hasSucceeded();
        thenDestination("mail").wasCalledFor("m1");
    }
}
