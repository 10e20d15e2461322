package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.dispatch.CallMatch;
import io.fusebox.dispatch.PathPattern;
import io.fusebox.schemas.CallRequest;
import io.fusebox.specs.world.FuseboxSpec;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

    @Test
    void areFoundByThePathWhateverItsQuery() {
        givenDestination("payments").withOperation("charges", new CallMatch(Set.of(), paths("/v1/charges/**")))
                .failing();

        whenFiveArrive("x", call -> call.setPath("/v1/chargeback"));
        thenBreaker("payments").isOpen();
        thenBreaker("payments/charges").isClosed();
        for (int i = 1; i <= 2; i++) {
            whenArrives(call("p" + i).setPath("/v1/charges/7/refund?now=true"));
        }
        for (int i = 1; i <= 3; i++) {
            whenArrives(call("u" + i).setPath(null).setUrl("https://payments.example/v1/charges"));
        }

        thenBreaker("payments/charges").isOpen();
    }

    @Test
    void needBothMethodAndPathWhereBothAreGiven() {
        givenDestination("payments").withOperation("pay", new CallMatch(Set.of("POST"), paths("/v1/charges")))
                .failing();

        whenFiveArrive("x", call -> call.setMethod("GET").setPath("/v1/charges"));
        whenFiveArrive("y", call -> call.setMethod("POST").setPath("/v1/refunds"));
        thenBreaker("payments").isOpen();
        thenBreaker("payments/pay").isClosed();
        whenFiveArrive("z", call -> call.setMethod("POST").setPath("/v1/charges"));

        thenBreaker("payments/pay").isOpen();
    }

    @Test
    void areMatchedInTheirOrder() {
        givenDestination("payments").withOperation("special", new CallMatch(Set.of(), paths("/v1/special")))
                .withOperation("all", new CallMatch(Set.of(), paths("/**")))
                .failing();

        whenFiveArrive("x", call -> call.setPath("/v1/special"));

        thenBreaker("payments/special").isOpen();
        thenBreaker("payments/all").isClosed();
    }

    @Test
    void matchNoCallThatNamesAnother() {
        givenDestination("payments").withOperation("special", new CallMatch(Set.of(), paths("/v1/special")))
                .withOperation("bulk")
                .failing();

        whenFiveArrive("x", call -> call.setPath("/v1/special").setOperation("bulk"));

        thenBreaker("payments/bulk").isOpen();
        thenBreaker("payments/special").isClosed();
    }

    private void whenFiveArrive(String id, UnaryOperator<CallRequest.Builder> made) {
        for (int i = 1; i <= 5; i++) {
            whenArrives(made.apply(call(id + i)));
        }
    }

    private static List<PathPattern> paths(String... patterns) {
        return Stream.of(patterns).map(PathPattern::of).toList();
    }
}
