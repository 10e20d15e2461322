package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whoever waits for a result until some time is told at that time. */
class ExpiryTest extends FuseboxSpec {
    @Test
    void comesWithinASecondAlsoWhileTheBreakerIsOpen() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        Instant deadline = now().plusSeconds(20);
        whenArrives(call("late").setDeadline(deadline));

        whenTimePasses(ms(19_900));
        thenCall("late").hasNoResultYet();
        whenTimePasses(ms(1_100));

        thenCall("late").isDead(ResultStatus.EXPIRED)
                .withProblem("expired", 504)
                .withDetail("deadline " + deadline)
                .afterAttempts(0);
        assertThat(Duration.between(deadline, resultOf("late").getCompletedAt())).isLessThan(seconds(1));
        thenBreaker("payments").isOpen();
    }

    @Test
    void comesToACallThatWaitsInMemory() {
        givenDestination("payments").withConcurrency(1).hanging();
        whenCallsArrive("first");
        whenArrives(call("second").setDeadline(now().plusSeconds(3)));

        whenTimePasses(seconds(4));

        thenCall("second").isDead(ResultStatus.EXPIRED).wasParked(0);
        thenDestination("payments").wasCalledFor("first");
    }

    @Test
    void comesToACallThatWaitsForItsNextAttempt() {
        givenDestination("payments").withoutBreaker().failing();
        whenArrives(call("a").setDeadline(now().plusSeconds(30)));

        whenTimePasses(seconds(31));

        thenCall("a").isDead(ResultStatus.EXPIRED).withDetail("the last attempt: HTTP 503");
    }

    @Test
    void comesToACallThatIsTooOld() {
        givenDestination("payments").withMaxAge(minutes(1)).failing();
        whenCallsArrive(5);
        whenCallsArrive("late");

        whenTimePasses(seconds(59));
        thenCall("late").hasNoResultYet();
        whenTimePasses(seconds(2));

        thenCall("late").isDead(ResultStatus.EXPIRED).withDetail("retry.max-age");
    }

    @Test
    void isKeptByAnOutageOfADay() {
        givenDestination("payments").failing();
        whenCallsArrive(6);

        whenTimePasses(Duration.ofHours(25));

        assertThat(statuses()).containsExactlyInAnyOrder("c1 EXPIRED", "c2 EXPIRED", "c3 EXPIRED", "c4 EXPIRED",
                "c5 EXPIRED", "c6 EXPIRED");
        assertThat(deadLetters()).hasSize(6);
        assertThat(world().journal().retries()).hasSize(6);
    }

    @Test
    void endsAnAttemptNoLaterThanTheDeadline() {
        givenDestination("payments").hanging();
        whenArrives(call("a").setDeadline(now().plusSeconds(3)));
        assertThat(thenDestination("payments").lastCall().timeout()).isEqualTo(seconds(3));

        whenTimePasses(ms(3_100));

        thenCall("a").isDead(ResultStatus.EXPIRED).afterAttempts(1);
    }

    @Test
    void sparesACallThatIsAnsweredAtTheLastMoment() {
        givenDestination("payments").taking(ms(2_900));
        whenArrives(call("a").setDeadline(now().plusSeconds(3)));

        whenTimePasses(seconds(5));

        thenCall("a").hasSucceeded();
    }

    @Test
    void comesAtOnceToACallWhoseDeadlineHasPassed() {
        givenDestination("payments");

        whenArrives(call("a").setDeadline(now().minusSeconds(1)));

        thenCall("a").isDead(ResultStatus.EXPIRED);
        thenDestination("payments").wasCalledTimes(0);
    }

    @Test
    void comesToACallForLaterThatIsDueWhileTheBreakerIsOpen() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        Instant deadline = now().plusSeconds(20);
        whenArrives(call("late").setNotBefore(now().plusSeconds(10)).setDeadline(deadline));

        whenTimePasses(seconds(22));

        thenCall("late").isDead(ResultStatus.EXPIRED).afterAttempts(0);
        thenBreaker("payments").isOpen();
        assertThat(Duration.between(deadline, resultOf("late").getCompletedAt())).isLessThan(seconds(1));
    }

    @Test
    void comesToACallForLaterBeforeItIsDue() {
        givenDestination("payments");
        Instant deadline = now().plusSeconds(20);
        whenArrives(call("late").setNotBefore(now().plusSeconds(60)).setDeadline(deadline));

        whenTimePasses(seconds(22));

        thenCall("late").isDead(ResultStatus.EXPIRED).afterAttempts(0);
        assertThat(Duration.between(deadline, resultOf("late").getCompletedAt())).isLessThan(seconds(1));
    }

    @Test
    void comesWithinASecondWhileTheDestinationIsPaused() {
        givenDestination("payments").askingFirstToBeLeftAloneFor(seconds(60));
        whenCallsArrive("first");
        Instant deadline = now().plusSeconds(20);
        whenArrives(call("late").setDeadline(deadline));

        whenTimePasses(seconds(22));

        thenCall("late").isDead(ResultStatus.EXPIRED).afterAttempts(0);
        thenDestination("payments").wasCalledFor("first");
        assertThat(Duration.between(deadline, resultOf("late").getCompletedAt())).isLessThan(seconds(1));
    }

    @Test
    void comesWithinASecondToACallThatWaitsForItsRate() {
        givenDestination("payments").withRate(1, minutes(1));
        whenCallsArrive("first");
        Instant deadline = now().plusSeconds(20);
        whenArrives(call("late").setDeadline(deadline));

        whenTimePasses(seconds(22));

        thenCall("late").isDead(ResultStatus.EXPIRED).wasParked(0);
        assertThat(Duration.between(deadline, resultOf("late").getCompletedAt())).isLessThanOrEqualTo(seconds(1));
    }

    @Test
    void comesWithinASecondToACallBehindAnotherWithItsOrderingKey() {
        givenDestination("payments").hanging().withBreaker(policy -> policy.timeout(minutes(5)));
        whenArrives(call("first").setOrderingKey("k"));
        Instant deadline = now().plusSeconds(20);
        whenArrives(call("late").setOrderingKey("k").setDeadline(deadline));

        whenTimePasses(seconds(22));

        thenCall("late").isDead(ResultStatus.EXPIRED).afterAttempts(0);
        assertThat(Duration.between(deadline, resultOf("late").getCompletedAt())).isLessThanOrEqualTo(seconds(1));
    }

    @Test
    void comesInTimeAlsoUnderTheNextOwner() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        Instant deadline = now().plusSeconds(20);
        whenArrives(call("late").setDeadline(deadline));

        whenFuseboxRestarts();
        whenTimePasses(seconds(22));

        thenCall("late").isDead(ResultStatus.EXPIRED);
        assertThat(Duration.between(deadline, resultOf("late").getCompletedAt())).isLessThan(seconds(1));
    }
}
