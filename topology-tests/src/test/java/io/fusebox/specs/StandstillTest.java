package io.fusebox.specs;

import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** Fusebox could do nothing for a while, as when no broker answers. */
class StandstillTest extends FuseboxSpec {
    @Test
    void anAnswerThatCameMeanwhileCountsHoweverLateItIsRead() {
        givenDestination("payments").taking(seconds(1));
        whenCallsArrive("a");

        whenFuseboxStandsStillFor(minutes(1));
        whenTimePasses(minutes(1));

        thenDestination("payments").wasCalledFor("a");
        thenCall("a").hasSucceeded().afterAttempts(1);
    }
}
