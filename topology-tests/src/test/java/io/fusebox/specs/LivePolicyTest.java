package io.fusebox.specs;

import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** A destination's settings change while calls are under way, and nothing of what it has seen is forgotten. */
class LivePolicyTest extends FuseboxSpec {
    @Test
    void anOpenBreakerStaysOpenAndItsCallsStayParked() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        whenCallsArrive("parked");
        thenBreaker("payments").isOpen();

        givenDestination("payments").withConcurrency(3).withQueue(7).answering(200);
        whenTimePasses(seconds(5));

        thenBreaker("payments").wentThrough("closed>open");
        thenCall("parked").hasNoResultYet();
        whenTimePasses(minutes(5));
        thenCall("parked").hasSucceeded().afterAttempts(1);
    }

    @Test
    void failuresThatWereCountedStillCount() {
        givenDestination("payments").failing().withMaxAttempts(1);
        whenCallsArrive(4);

        givenDestination("payments").withConcurrency(3);
        whenTimePasses(ms(600));
        thenBreaker("payments").isClosed();
        whenCallsArrive(1);

        thenBreaker("payments").isOpen();
    }

    @Test
    void aCallUnderWayEndsAndOnlyThenCountsTheNewLimit() {
        givenDestination("payments").withConcurrency(2).hanging();
        whenCallsArrive("a", "b", "c");

        givenDestination("payments").withConcurrency(1);
        whenTimePasses(ms(600));
        whenAnswered("a", 200);
        thenDestination("payments").wasCalledFor("a", "b");
        whenAnswered("b", 200);

        thenCall("a").hasSucceeded();
        thenCall("b").hasSucceeded();
        thenDestination("payments").wasCalledFor("a", "b", "c");
    }

    @Test
    void aNewLimitLetsThoseGoThatWaited() {
        givenDestination("payments").withConcurrency(1).hanging();
        whenCallsArrive("a", "b");
        thenDestination("payments").wasCalledFor("a");

        givenDestination("payments").withConcurrency(2);
        whenTimePasses(ms(600));

        thenDestination("payments").wasCalledFor("a", "b");
    }
}
