package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallRequest;
import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** Calls with the same ordering key are made one at a time, in the order in which they came; others do not wait for them. */
class OrderingTest extends FuseboxSpec {
    @Test
    void callsOfAKeyFollowEachOther() {
        givenDestination("payments").taking(ms(100));
        whenCallsArrive("k", 3);
        whenTimePasses(ms(50));

        thenDestination("payments").wasCalledFor("k1");
        whenTimePasses(ms(500));
        thenDestination("payments").wasCalledFor("k1", "k2", "k3");
    }

    @Test
    void onlyTheFailingKeyWaits() {
        givenDestination("payments").withoutBreaker().answeringFirst(503);
        whenCallsArrive("k", 2);
        whenCallsArrive("l", 2);

        assertThat(thenDestination("payments").calls()).startsWith("k1", "l1").contains("l2").doesNotContain("k2");
        whenTimePasses(seconds(2));
        assertThat(thenDestination("payments").calls()).endsWith("k1", "k2");
        assertThat(statuses()).containsExactlyInAnyOrder("k1 SUCCEEDED", "k2 SUCCEEDED", "l1 SUCCEEDED",
                "l2 SUCCEEDED");
    }

    @Test
    void theOrderHoldsThroughAnOutage() {
        givenDestination("payments").withConcurrency(1).failing();
        whenCallsArrive(5);
        whenCallsArrive("k", 10);
        whenTimePasses(seconds(30));

        givenDestination("payments").answering(200);
        whenTimePasses(minutes(5));

        assertThat(thenDestination("payments").calls().stream().filter(id -> id.startsWith("k")).distinct())
                .containsExactly("k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10");
    }

    @Test
    void theOrderHoldsThroughRestarts() {
        givenDestination("payments").withQueue(3).hanging();
        whenCallsArrive("k", 8);
        whenFuseboxRestarts();
        whenArrives(call("k9").setOrderingKey("k"));
        whenFuseboxRestarts();

        givenDestination("payments").answering(200);
        whenTimePasses(minutes(1));

        assertThat(thenDestination("payments").calls().stream().distinct()).containsExactly("k1", "k2", "k3", "k4",
                "k5",
                "k6", "k7", "k8", "k9");
        assertThat(world().journal().rowsOf("ledger")).isZero();
        assertThat(world().journal().rowsOf("parking")).isZero();
    }

    @Test
    void aPermanentFailureLetsTheNextGo() {
        givenDestination("payments").answeringFirst(400);
        whenCallsArrive("k", 2);

        assertThat(statuses()).containsExactly("k1 FAILED", "k2 SUCCEEDED");
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        givenDestination("payments");

        whenArrives(call("a").setOrderingKey("x".repeat(1_001)));

        assertThat(resultOf("a").getProblem().orElseThrow().getDetail())
                .isEqualTo("orderingKey has 1,001 characters, at most 1,000 are kept; give a digest of it");
    }

    private void whenCallsArrive(String key, int number) {
        for (int i = 1; i <= number; i++) {
            CallRequest.Builder call = call(key + i).setOrderingKey(key);
            whenArrives(call);
        }
    }
}
