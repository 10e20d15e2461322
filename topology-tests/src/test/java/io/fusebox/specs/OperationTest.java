package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.dispatch.CallMatch;
import io.fusebox.dispatch.PathPattern;
import io.fusebox.specs.world.FuseboxSpec;
import java.util.List;
import java.util.Set;
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
        givenDestination("payments").withOperation("charges", new CallMatch(Set.of(), paths("/v1/charges/**")));

        whenArrives(call("a").setPath("/v1/charges/7/refund?now=true"));
        whenArrives(call("b").setPath(null).setUrl("https://payments.example/v1/charges"));
        whenArrives(call("c").setPath("/v1/chargeback"));

        assertThat(resultOf("a").getOperation()).contains("charges");
        assertThat(resultOf("b").getOperation()).contains("charges");
        assertThat(resultOf("c").getOperation()).isEmpty();
    }

    @Test
    void needBothMethodAndPathWhereBothAreGiven() {
        givenDestination("payments").withOperation("pay", new CallMatch(Set.of("POST"), paths("/v1/charges")));

        whenArrives(call("a").setMethod("POST").setPath("/v1/charges"));
        whenArrives(call("b").setMethod("GET").setPath("/v1/charges"));
        whenArrives(call("c").setMethod("POST").setPath("/v1/refunds"));

        assertThat(resultOf("a").getOperation()).contains("pay");
        assertThat(resultOf("b").getOperation()).isEmpty();
        assertThat(resultOf("c").getOperation()).isEmpty();
    }

    @Test
    void areMatchedInTheirOrderUnlessTheCallNamesOne() {
        givenDestination("payments").withOperation("special", new CallMatch(Set.of(), paths("/v1/special")))
                .withOperation("all", new CallMatch(Set.of(), paths("/**")));

        whenArrives(call("a").setPath("/v1/special"));
        whenArrives(call("b").setPath("/v1/other"));
        whenArrives(call("c").setPath("/v1/special").setOperation("all"));

        assertThat(resultOf("a").getOperation()).contains("special");
        assertThat(resultOf("b").getOperation()).contains("all");
        assertThat(resultOf("c").getOperation()).contains("all");
    }

    private static List<PathPattern> paths(String... patterns) {
        return Stream.of(patterns).map(PathPattern::of).toList();
    }
}
