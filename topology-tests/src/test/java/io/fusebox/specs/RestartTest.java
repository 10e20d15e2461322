package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerEvent;
import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** Whoever takes over finds what the owner before has committed. */
class RestartTest extends FuseboxSpec {
    @Test
    void keepsAnOpenBreakerOpenAndItsCallsParked() {
        givenDestination("payments").failing();
        whenCallsArrive(7);

        whenFuseboxRestarts();
        whenCallsArrive("late");
        whenTimePasses(seconds(50));
        thenDestination("payments").wasCalledTimes(5);
        givenDestination("payments").answering(200);
        whenTimePasses(seconds(20));

        assertThat(statuses()).hasSize(8).allMatch(status -> status.endsWith(" SUCCEEDED"));
        assertThat(thenBreaker("payments").events()).extracting(BreakerEvent::getSequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void makesACallThatWasUnderWayAgainButNotBesideTheFirst() {
        givenDestination("payments").hanging();
        whenCallsArrive("a");
        whenTimePasses(seconds(4));

        whenFuseboxRestarts();
        givenDestination("payments").answering(200);
        whenTimePasses(seconds(7));
        thenDestination("payments").wasCalledFor("a");
        whenTimePasses(seconds(5));

        thenDestination("payments").wasCalledFor("a", "a");
        thenCall("a").hasSucceeded().afterAttempts(2);
    }

    @Test
    void countsACallThatWasUnderWayInItsLimit() {
        givenDestination("payments").withConcurrency(1).hanging();
        whenCallsArrive("a");

        whenFuseboxRestarts();
        whenCallsArrive("b");
        whenTimePasses(seconds(5));

        thenDestination("payments").wasCalledFor("a");
    }

    @Test
    void startsWhatWaitedInMemoryInItsOrder() {
        givenDestination("payments").withConcurrency(1).hanging();
        whenCallsArrive(4);

        givenDestination("payments").answering(200);
        whenFuseboxRestarts();
        whenTimePasses(seconds(20));

        assertThat(thenDestination("payments").calls()).containsSubsequence("c1", "c2", "c3", "c4");
        assertThat(statuses()).containsExactlyInAnyOrder("c1 SUCCEEDED", "c2 SUCCEEDED", "c3 SUCCEEDED",
                "c4 SUCCEEDED");
    }

    @Test
    void keepsACallThatWaitsForItsTime() {
        givenDestination("payments");
        whenArrives(call("a").setNotBefore(now().plus(minutes(5))));

        whenFuseboxRestarts();
        whenTimePasses(minutes(4));
        thenCall("a").hasNoResultYet();
        whenTimePasses(minutes(2));

        thenCall("a").hasSucceeded();
    }

    @Test
    void keepsTheDeadlineOfAParkedCall() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        whenArrives(call("a").setDeadline(now().plusSeconds(30)));

        whenFuseboxRestarts();
        whenTimePasses(seconds(31));

        assertThat(statuses()).containsExactly("a EXPIRED");
    }

    @Test
    void drainsABacklogOnceHoweverOftenItHappens() {
        givenDestination("payments").failing();
        whenCallsArrive(20);
        for (int i = 0; i < 5; i++) {
            whenFuseboxRestarts();
            whenTimePasses(seconds(30));
        }
        givenDestination("payments").answering(200);

        whenTimePasses(minutes(30));

        assertThat(statuses()).hasSize(20).doesNotHaveDuplicates().allMatch(status -> status.endsWith(" SUCCEEDED"));
    }

    @Test
    void leavesNothingBehindInItsStores() {
        givenDestination("payments").withConcurrency(2).withQueue(2).taking(ms(10));
        whenCallsArrive(10);
        whenTimePasses(seconds(1));

        assertThat(world().journal().rowsOf("ledger")).isZero();
        assertThat(world().journal().rowsOf("parking")).isZero();
    }

    @Test
    void aCallThatComesAndGoesBetweenTwoCommitsCostsTheLedgersChangelogNothing() {
        givenDestination("payments");

        whenCallsArrive("a");

        thenCall("a").hasSucceeded();
        assertThat(world().journal().recordsOf("ledger")).isZero();
    }

    @Test
    void finishesWhatIsUnderWayAndStartsNothingBeforeItStops() {
        givenDestination("payments").withConcurrency(1).hanging();
        whenCallsArrive("a", "b");

        world().stopStarting();
        whenAnswered("a", 200);
        whenTimePasses(seconds(1));

        thenCall("a").hasSucceeded();
        thenDestination("payments").wasCalledFor("a");
        whenFuseboxRestarts();
        thenDestination("payments").wasCalledFor("a", "b");
    }
}
