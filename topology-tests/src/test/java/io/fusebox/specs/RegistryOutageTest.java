package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.DeadLetterReason;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Input;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

/** A record whose schema nobody can tell just now is not lost, and nothing overtakes it. */
class RegistryOutageTest extends FuseboxSpec {
    private static final String LATER_FIELD = "of a field that a later version has";

    @Test
    void holdsARecordUntilTheRegistryIsBackAndAllBehindIt() {
        givenDestination("payments");
        givenFuseboxRuns();

        whenArrivesInAnOutage("first", LATER_FIELD);
        whenCallsArrive("second", "third");
        whenArrives(json("{\"id\": \"fourth\", \"destination\": \"payments\"}"));
        whenTimePasses(seconds(5));
        assertThat(results()).isEmpty();
        assertThat(deadLetters()).isEmpty();
        thenDestination("payments").wasCalledTimes(0);

        world().registry().comeBack();
        world().passUntil("all results", () -> results().size() == 4);

        thenDestination("payments").wasCalledFor("first", "second", "third", "fourth");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void holdsItOverARestart() {
        givenDestination("payments");
        givenFuseboxRuns();
        whenArrivesInAnOutage("first", LATER_FIELD);
        whenCallsArrive("second");

        world().registry().comeBack();
        whenFuseboxRestarts();
        world().passUntil("all results", () -> results().size() == 2);

        thenDestination("payments").wasCalledFor("first", "second");
    }

    @Test
    void goesOnWithWhatIsUnderWayMeanwhile() {
        givenDestination("payments").hanging();
        whenCallsArrive("under-way");
        whenArrivesInAnOutage("unread", LATER_FIELD);

        whenAnswered("under-way", 200);

        thenCall("under-way").hasSucceeded();
        thenCall("unread").hasNoResultYet();
    }

    @Test
    void keepsTheTimeAtWhichTheRecordCame() {
        givenDestination("payments");
        givenFuseboxRuns();
        whenArrivesInAnOutage("first", LATER_FIELD);
        var arrived = now();
        whenTimePasses(seconds(30));

        world().registry().comeBack();
        world().passUntil("the result", () -> !results().isEmpty());

        assertThat(resultOf("first").getReceivedAt()).isEqualTo(arrived);
    }

    @Test
    void keepsNoRecordThatNoBrokerWouldTake() {
        givenDestination("payments");
        givenFuseboxRuns();

        whenArrivesInAnOutage("large", "x".repeat(3_000_000));
        whenCallsArrive("behind");
        world().registry().comeBack();
        whenFuseboxRestarts();
        world().passUntil("an end of both", () -> results().size() + deadLetters().size() == 2);

        thenCall("behind").hasSucceeded();
        assertThat(deadLetters().getFirst().getReason()).isEqualTo(DeadLetterReason.MALFORMED);
        assertThat(deadLetters().getFirst().getDetail()).contains("bytes, too many to be kept while");
        assertThat(world().journal().largestRecord()).isLessThan(10_000);
    }

    /** From a producer whose schema is another than ours: it has to be asked for, and from now on nobody answers. */
    private void whenArrivesInAnOutage(String id, String note) {
        SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("CallRequest")
                .namespace(CallRequest.class.getPackageName())
                .fields();
        Schema later = fields.requiredString("id").requiredString("destination").requiredString("note").endRecord();
        GenericRecord record = new GenericRecordBuilder(later).set("id", id)
                .set("destination", "payments")
                .set("note", note)
                .build();
        Input request = Input.request("payments", avro(record));
        world().registry().goDown();
        whenArrives(request);
    }
}
