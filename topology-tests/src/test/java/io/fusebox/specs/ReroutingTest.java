package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.DeadLetterReason;
import io.fusebox.schemas.Delivery;
import io.fusebox.schemas.ParkReason;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.SourcePosition;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.Output;
import io.fusebox.topology.Partitioning;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients that hash keys otherwise send to wrong partitions. Here is the first of twelve. */
class ReroutingTest extends FuseboxSpec {
    private static final String HERE = destinationOf(0);
    private static final String ELSEWHERE = destinationOf(5);

    private static String destinationOf(int partition) {
        Partitioning twelve = new Partitioning(12);
        return Stream.iterate(1, n -> n + 1)
                .map(n -> "destination-" + n)
                .filter(name -> twelve.of(name) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sendsARecordOnAWrongPartitionToTheRetryTopicUnderItsDestination() {
        givenPartitions(12);
        givenDestination(ELSEWHERE);

        whenArrives(request(call("a")).withHeader("traceparent", "00-a-b-01"));

        Output<ParkedCall> sent = world().journal().retries().getFirst();
        assertThat(sent.key()).isEqualTo(ELSEWHERE);
        assertThat(sent.value().getReason()).isEqualTo(ParkReason.REROUTED);
        assertThat(sent.value().getNotBefore()).isEqualTo(now());
        assertThat(sent.value().getDelivery().getRequest().getId()).isEqualTo("a");
        assertThat(sent.value().getDelivery().getSource()).isEqualTo(new SourcePosition("fusebox.requests", 0, 0L));
        assertThat(sent.value().getDelivery().getTrace().orElseThrow().getTraceparent()).isEqualTo("00-a-b-01");
        thenDestination(ELSEWHERE).wasCalledTimes(0);
    }

    /** The driver has one partition only, so what is sent to the right one comes back here: to a wrong one, a second time. */
    @Test
    void buriesARecordThatIsWrongASecondTime() {
        givenPartitions(12);
        givenDestination(ELSEWHERE);

        whenCallsArrive("a");

        assertThat(world().journal().retries()).hasSize(1);
        DeadLetter letter = deadLetters().getFirst();
        assertThat(deadLetters()).hasSize(1);
        assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MISROUTED);
        assertThat(letter.getDetail()).isEqualTo("destination '" + ELSEWHERE + "' belongs to partition 5, but came to 0"
                + " a second time: is the number of partitions (12) right?");
        assertThat(letter.getRaw()).isPresent();
        assertThat(results()).isEmpty();
    }

    @Test
    void takesARecordOnItsPartitionWhateverItsKey() {
        givenPartitions(12);
        givenDestination(HERE);

        whenArrives(Input.request("nonsense", avro(call("wrong").build())));
        whenArrives(Input.request("", avro(call("empty").build())));
        whenArrives(request(call("none")).withoutKey());

        assertThat(statuses()).containsExactly("wrong SUCCEEDED", "empty SUCCEEDED", "none SUCCEEDED");
        assertThat(world().journal().retries()).isEmpty();
    }

    @Test
    void takesInWhatWasSentHere() {
        givenPartitions(12);
        givenDestination(HERE);
        ParkedCall rerouted = ParkedCall.newBuilder()
                .setDelivery(Delivery.newBuilder()
                        .setRequest(call("a").build())
                        .setSource(new SourcePosition("fusebox.requests", 5, 77L))
                        .setReceivedAt(now().minusSeconds(3))
                        .setAttemptsMade(0)
                        .setAttemptsCounted(0)
                        .build())
                .setReason(ParkReason.REROUTED)
                .setNotBefore(now())
                .setExpiresAt(now())
                .build();

        whenArrives(Input.retry(HERE, avro(rerouted)));

        thenCall("a").hasSucceeded();
        assertThat(resultOf("a").getReceivedAt()).isEqualTo(now().minusSeconds(3));
    }

    @Test
    void guardsOnlyWhatItOwns() {
        givenPartitions(12);
        givenDestination(HERE);
        givenDestination(ELSEWHERE);

        whenTimePasses(seconds(1));

        assertThat(thenBreaker(HERE).status()).isPresent();
        assertThat(thenBreaker(ELSEWHERE).status()).isEmpty();
    }
}
