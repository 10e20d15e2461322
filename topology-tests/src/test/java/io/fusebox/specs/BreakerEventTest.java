package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerCause;
import io.fusebox.schemas.BreakerEvent;
import io.fusebox.specs.world.FuseboxSpec;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One event per change of a breaker's state, in order, without gaps. */
class BreakerEventTest extends FuseboxSpec {
    @Test
    void tellWhatOpenedABreaker() {
        givenDestination("payments").failing();

        whenCallsArrive(5);

        BreakerEvent event = thenBreaker("payments").events().getFirst();
        assertThat(event.getBreaker()).isEqualTo("payments");
        assertThat(event.getDestination()).isEqualTo("payments");
        assertThat(event.getSequence()).isEqualTo(1);
        assertThat(event.getFrom()).isEqualTo("closed");
        assertThat(event.getTo()).isEqualTo("open");
        assertThat(event.getCause()).isEqualTo(BreakerCause.CONSECUTIVE_FAILURES);
        assertThat(event.getAt()).isEqualTo(now());
        assertThat(event.getOpenUntil()).contains(now().plusSeconds(60));
        assertThat(event.getWindow().getCalls()).isEqualTo(5);
        assertThat(event.getWindow().getFailed()).isEqualTo(5);
        assertThat(event.getTotals().getFailures()).isEqualTo(5);
        assertThat(event.getLastFailure().orElseThrow().getKind()).isEqualTo("503");
        assertThat(event.getOwner()).contains("pod-1/0_0");
    }

    @Test
    void comeWithoutGapsThroughOutagesAndRestarts() {
        givenDestination("payments").failing();
        whenCallsArrive(8);
        whenTimePasses(minutes(5));
        whenFuseboxRestarts();
        whenTimePasses(minutes(10));
        givenDestination("payments").answering(200);
        whenTimePasses(minutes(15));
        givenDestination("payments").failing();
        whenCallsArrive(10);

        thenBreaker("payments").isOpen();
        List<BreakerEvent> events = thenBreaker("payments").events();
        assertThat(events).hasSizeGreaterThan(6);
        assertThat(events).extracting(BreakerEvent::getSequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).getFrom()).isEqualTo(events.get(i - 1).getTo());
            assertThat(events.get(i).getAt()).isAfterOrEqualTo(events.get(i - 1).getAt());
        }
    }

    @Test
    void areCountedForEachBreakerApart() {
        givenDestination("payments").withOperation("write").failing();

        whenCallsArrive(5);
        for (int i = 1; i <= 5; i++) {
            whenArrives(call("w" + i).setOperation("write"));
        }

        assertThat(thenBreaker("payments").events()).extracting(BreakerEvent::getSequence).containsExactly(1L);
        assertThat(thenBreaker("payments/write").events()).extracting(BreakerEvent::getSequence).containsExactly(1L);
    }
}
