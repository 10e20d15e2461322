package io.fusebox.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.state.AnswerRow;
import io.fusebox.schemas.state.BreakerSnapshot;
import io.fusebox.schemas.state.ErrandRow;
import io.fusebox.schemas.state.LedgerRow;
import io.fusebox.schemas.state.PauseRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Topics outlive versions: each version reads what the others wrote. */
class GoldenTest {
    static final List<Schema> TOPICS = List.of(CallRequest.getClassSchema(), ParkedCall.getClassSchema(),
            CallResult.getClassSchema(), DeadLetter.getClassSchema(), OperatorCommand.getClassSchema(),
            DestinationPolicy.getClassSchema(), BreakerEvent.getClassSchema(), BreakerStatus.getClassSchema());
    static final List<Schema> STATE = List.of(LedgerRow.getClassSchema(), ParkedCall.getClassSchema(),
            BreakerSnapshot.getClassSchema(), PauseRow.getClassSchema(), AnswerRow.getClassSchema(),
            ErrandRow.getClassSchema());

    @BeforeAll
    static void keepsThisVersionWhenTold() throws IOException {
        String version = System.getProperty("golden");
        if (version != null) {
            for (Schema schema : TOPICS) {
                Golden.TOPICS.keep(version, schema);
            }
            for (Schema schema : STATE) {
                Golden.STATE.keep(version, schema);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void recordsOnTopicsAreReadByEarlierAndLaterVersions(Schema schema) {
        assertThat(Golden.TOPICS.complaint(schema)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("STATE")
    void stateIsReadByEarlierAndLaterVersions(Schema schema) {
        assertThat(Golden.STATE.complaint(schema)).isEmpty();
    }

    @Test
    void aNewFieldWithoutADefaultIsNamed(@TempDir Path directory) throws IOException {
        Golden golden = new Golden(directory);
        golden.keep("v1", SchemaBuilder.record("Thing").fields().requiredString("a").endRecord());

        var complaint = golden
                .complaint(SchemaBuilder.record("Thing").fields().requiredString("a").requiredInt("b").endRecord());

        assertThat(complaint.orElseThrow()).startsWith("Thing cannot read what v1 wrote").contains("/fields/1: b");
    }

    @Test
    void aFieldThatEarlierVersionsNeedIsNamed(@TempDir Path directory) throws IOException {
        Golden golden = new Golden(directory);
        golden.keep("v1", SchemaBuilder.record("Thing").fields().requiredString("a").requiredInt("b").endRecord());

        var complaint = golden.complaint(SchemaBuilder.record("Thing").fields().requiredString("a").endRecord());

        assertThat(complaint.orElseThrow()).startsWith("Thing writes what v1 cannot read").contains("/fields/1: b");
    }

    @Test
    void aCompatibleChangeAsksForANewGoldenVersion(@TempDir Path directory) throws IOException {
        Golden golden = new Golden(directory);
        golden.keep("v1", SchemaBuilder.record("Thing").fields().requiredString("a").endRecord());
        Schema grown = SchemaBuilder.record("Thing").fields().requiredString("a").optionalInt("b").endRecord();

        var complaint = golden.complaint(grown);

        assertThat(complaint.orElseThrow()).startsWith("Thing has changed").contains("-Dgolden=v2");
        golden.keep("v2", grown);
        assertThat(golden.complaint(grown)).isEmpty();
    }
}
