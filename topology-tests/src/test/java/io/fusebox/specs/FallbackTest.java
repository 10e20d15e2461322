package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.dispatch.FallbackStep;
import io.fusebox.schemas.ResultSource;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to a call that its destination does not take. {@link FallbackTableTest} has it cell by cell. */
class FallbackTest extends FuseboxSpec {
    @Test
    void failEndsItAtOnceAndKeepsNothing() {
        givenDestination("payments").withFallbackFail().failing();
        whenCallsArrive(5);

        whenCallsArrive("late");

        thenCall("late").is(ResultStatus.REJECTED)
                .withProblem("circuit-open", 503)
                .withDetail("breaker payments is open", "probed in 60 s")
                .afterAttempts(0)
                .wasParked(0)
                .isNoDeadLetter();
        assertThat(resultOf("late").getSource()).isEqualTo(ResultSource.NONE);
        assertThat(resultOf("late").getBreakerState()).contains("open");
    }

    @Test
    void failStillMakesCallsAgainThatFailed() {
        givenDestination("payments").withFallbackFail().answeringFirst(503);

        whenCallsArrive("a");
        whenTimePasses(seconds(2));

        thenCall("a").hasSucceeded();
    }

    @Test
    void queueKeepsItUntilTheDestinationIsBack() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        givenDestination("payments").answering(200);

        whenCallsArrive("late");
        whenTimePasses(seconds(61));

        thenCall("late").hasSucceeded().afterAttempts(1).wasParked(1);
    }

    private static final FallbackStep BACKUP = new FallbackStep.Backup("payments-eu");
    private static final FallbackStep QUEUE = new FallbackStep.Queue();

    @Test
    void aCallThatComesHomeToTheQueueIsMadeWhenItsDestinationIsBack() {
        givenDestination("payments-eu").withMaxAttempts(1).withoutBreaker().failing();
        givenDestination("payments").withFallback(BACKUP, QUEUE).failing();
        whenCallsArrive(5);
        whenCallsArrive("late");
        thenCall("late").hasNoResultYet();

        givenDestination("payments").answering(200);
        whenTimePasses(seconds(61));

        thenCall("late").hasSucceeded().afterAttempts(2).wasParked(3);
        assertThat(resultOf("late").getSource()).isEqualTo(ResultSource.DESTINATION);
    }

    @Test
    void itIsToldOnceThatItWaitsHoweverOftenItIsSentAway() {
        givenDeferredResults();
        givenDestination("payments-eu").withMaxAttempts(2).withoutBreaker().failing();
        givenDestination("payments").withFallback(BACKUP, QUEUE).failing();
        whenCallsArrive("late");
        for (int i = 0; i < 4; i++) {
            whenArrives(call("other" + i).setMaxAttempts(1));
        }

        whenTimePasses(seconds(5));
        givenDestination("payments").answering(200);
        whenTimePasses(minutes(2));

        assertThat(statuses()).filteredOn(status -> status.startsWith("late "))
                .containsExactly("late DEFERRED", "late SUCCEEDED");
    }

    @Test
    void anOperationHasItsOwnChain() {
        givenDestination("payments-eu");
        givenDestination("payments").withOperation("read", "GET")
                .withFallbackOf("read", BACKUP, QUEUE)
                .withFallbackFail()
                .failing();
        whenCallsArrive(5);
        for (int i = 0; i < 5; i++) {
            whenArrives(call("read" + i).setMethod("GET"));
        }

        whenArrives(call("read").setMethod("GET"));
        whenCallsArrive("write");

        thenCall("read").is(ResultStatus.FALLBACK);
        thenCall("write").is(ResultStatus.REJECTED);
    }

    @Test
    void aCallThatHasItsPlaceInAnOrderAsksNoBackup() {
        givenDestination("payments-eu");
        givenDestination("payments").withFallback(BACKUP, QUEUE).failing();
        // With keys too, so that none of them is due again at once and asks the backup.
        for (String opening : List.of("a", "b", "c", "d", "e")) {
            whenArrives(call(opening).setOrderingKey(opening));
        }
        thenBreaker("payments").isOpen();

        whenArrives(call("late").setOrderingKey("k"));

        thenCall("late").hasNoResultYet().wasParked(1);
        thenDestination("payments-eu").wasCalledTimes(0);
    }

    @Test
    void aGoodAnswerIsStillThereAfterARestart() {
        givenDestination("payments").withFallback(new FallbackStep.Cache(), QUEUE);
        whenCallsArrive("earlier");
        whenFuseboxRestarts();
        givenDestination("payments").failing();

        whenArrives(call("late").setMaxAttempts(1));

        thenCall("late").is(ResultStatus.FALLBACK).afterAttempts(1);
        assertThat(resultOf("late").getSource()).isEqualTo(ResultSource.CACHE);
    }

    @Test
    void anotherRequestHasNoAnswerInTheCache() {
        givenDestination("payments").withFallback(new FallbackStep.Cache(), QUEUE);
        whenCallsArrive("earlier");
        givenDestination("payments").failing();

        whenArrives(call("late").setPath("/other").setMaxAttempts(1));

        thenCall("late").isDead(ResultStatus.EXHAUSTED);
    }

    @Test
    void nothingIsKeptWhereNothingAsksForIt() {
        givenDestination("payments");

        whenCallsArrive(3);

        assertThat(world().journal().topics()).doesNotContain("fusebox-answers-changelog");
    }

    @Test
    void aScheduledCallThatIsDueWhileItsDestinationIsClosedNeedNotWait() {
        givenDestination("payments-eu");
        givenDestination("payments").withFallback(BACKUP, QUEUE).failing();
        whenArrives(call("later").setNotBefore(now().plusSeconds(30)));
        whenCallsArrive(5);
        whenTimePasses(seconds(29));
        thenCall("later").hasNoResultYet();

        whenTimePasses(seconds(2));

        thenCall("later").is(ResultStatus.FALLBACK).afterAttempts(1);
    }

    @Test
    void aCallThatWaitsAtABackupDoesNotWaitForThatBackupsBreaker() {
        givenDestination("payments-eu").failing();
        givenDestination("payments").withFallback(BACKUP, new FallbackStep.Fail()).failing();
        for (int i = 0; i < 5; i++) {
            whenArrives(call("other" + i).setMaxAttempts(1));
        }

        whenCallsArrive("late");
        whenTimePasses(seconds(5));

        thenCall("late").is(ResultStatus.REJECTED);
        thenBreaker("payments-eu").isOpen();
    }

    @Test
    void aRefusalIsCountedOnceByWhoeverRefused() {
        givenDestination("payments-eu").withMaxAttempts(1).failing();
        givenDestination("payments").withFallback(BACKUP, QUEUE).failing();
        for (int i = 0; i < 5; i++) {
            whenArrives(call("other" + i).setMaxAttempts(1));
        }
        whenTimePasses(seconds(2));

        whenCallsArrive("late");
        whenTimePasses(seconds(2));

        assertThat(thenBreaker("payments").status().orElseThrow().getTotals().getRejections()).isEqualTo(1);
        assertThat(thenBreaker("payments-eu").status().orElseThrow().getTotals().getRejections()).isEqualTo(1);
        thenCall("late").hasNoResultYet();
    }
}
