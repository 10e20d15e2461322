package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** Operations of a destination have breakers of their own. */
class OperationTest extends FuseboxSpec {
    @Test
    void openApartFromTheirDestination() {
        givenDestination("payments").withOperation("write").failing();
        for (int i = 1; i <= 5; i++) {
            whenArrives(call("w" + i).setOperation("write"));
        }
        givenDestination("payments").answering(200);

        whenCallsArrive("read");

        thenBreaker("payments/write").isOpen();
        thenBreaker("payments").isClosed();
        thenCall("read").hasSucceeded();
    }

    @Test
    void areFoundByTheMethod() {
        givenDestination("payments").withOperation("write", "POST", "PUT").failing();

        for (int i = 1; i <= 5; i++) {
            whenArrives(call("w" + i).setMethod("PUT"));
        }
        for (int i = 1; i <= 4; i++) {
            whenArrives(call("r" + i).setMethod("GET"));
        }

        thenBreaker("payments/write").isOpen();
        thenBreaker("payments").isClosed();
    }

    @Test
    void leaveAnUnknownOperationToTheDestinationsOwnBreaker() {
        givenDestination("payments").withOperation("write").failing();

        for (int i = 1; i <= 5; i++) {
            whenArrives(call("x" + i).setOperation("unheard-of"));
        }

        thenBreaker("payments").isOpen();
        thenBreaker("payments/write").isClosed();
    }

    @Test
    void areEchoedInTheResult() {
        givenDestination("payments").withOperation("write");

        whenArrives(call("a").setOperation("write"));

        assertThat(resultOf("a").getOperation()).contains("write");
    }

    @Test
    void shareTheConcurrencyOfTheirDestination() {
        givenDestination("payments").withOperation("write").withConcurrency(2).hanging();

        whenArrives(call("w1").setOperation("write"));
        whenArrives(call("w2").setOperation("write"));
        whenCallsArrive("r1");
        thenDestination("payments").wasCalledFor("w1", "w2");
        whenAnswered("w1", 200);

        thenDestination("payments").wasCalledFor("w1", "w2", "r1");
    }
}
