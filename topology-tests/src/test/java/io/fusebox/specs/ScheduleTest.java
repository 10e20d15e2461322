package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.ParkReason;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Calls that name a time before which they are not to be made. */
class ScheduleTest extends FuseboxSpec {
    @Test
    void areMadeAtTheirTime() {
        givenDestination("payments");
        Instant due = now().plus(minutes(10));
        whenArrives(call("a").setNotBefore(due));

        whenTimePasses(minutes(9));
        thenDestination("payments").wasCalledTimes(0);
        whenTimePasses(minutes(2));

        thenCall("a").hasSucceeded().wasParked(1);
        Instant started = thenDestination("payments").times().getFirst();
        assertThat(Duration.between(due, started)).isBetween(Duration.ZERO, ms(1_000));
        assertThat(world().journal().retries().getFirst().value().getReason()).isEqualTo(ParkReason.SCHEDULED);
    }

    @Test
    void areMadeAtOnceWhereTheirTimeHasPassed() {
        givenDestination("payments");

        whenArrives(call("a").setNotBefore(now().minusSeconds(60)));

        thenCall("a").hasSucceeded().wasParked(0);
    }

    @Test
    void areMadeInTheOrderOfTheirTimes() {
        givenDestination("payments");
        whenArrives(call("third").setNotBefore(now().plusSeconds(30)));
        whenArrives(call("first").setNotBefore(now().plusSeconds(10)));
        whenArrives(call("second").setNotBefore(now().plusSeconds(20)));

        whenTimePasses(minutes(1));

        thenDestination("payments").wasCalledFor("first", "second", "third");
    }

    @Test
    void haveTheirAgeCountedFromTheirTime() {
        givenDestination("payments").withMaxAge(minutes(1)).failing();
        whenArrives(call("a").setNotBefore(now().plus(minutes(5))));

        whenTimePasses(seconds(355));
        thenCall("a").hasNoResultYet();
        whenTimePasses(seconds(10));

        thenCall("a").isDead(ResultStatus.EXPIRED);
    }

    @Test
    void doNotHoldBackWhatIsDueBefore() {
        givenDestination("payments");
        whenArrives(call("later").setNotBefore(now().plus(minutes(5))));

        whenCallsArrive("now");

        thenCall("now").hasSucceeded();
        thenCall("later").hasNoResultYet();
    }
}
