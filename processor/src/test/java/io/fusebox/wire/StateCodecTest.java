package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.Parked;
import io.fusebox.call.Pause;
import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.CachedAnswer;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.SourcePosition;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private final Samples samples = new Samples(7);

    @Test
    void rowsAreReadBackAsTheyWere() {
        StateCodec<Parked> parkedCodec = StateCodec.parked();
        StateCodec<BreakerSnapshot> snapshotCodec = StateCodec.breakers();
        StateCodec<CachedAnswer> answerCodec = StateCodec.answers();
        StateCodec<Errand> errandCodec = StateCodec.errands();
        StateCodec<Pause> pauseCodec = StateCodec.pauses();
        for (int i = 0; i < 300; i++) {
            Parked parked = samples.parked();
            assertThat(parkedCodec.decode(parkedCodec.encode(parked))).isEqualTo(parked);
            BreakerSnapshot snapshot = samples.snapshot();
            assertThat(snapshotCodec.decode(snapshotCodec.encode(snapshot))).isEqualTo(snapshot);
            CachedAnswer answer = samples.answer();
            assertThat(answerCodec.decode(answerCodec.encode(answer))).isEqualTo(answer);
            Errand errand = samples.errand();
            assertThat(errandCodec.decode(errandCodec.encode(errand))).isEqualTo(errand);
            Pause pause = samples.pause();
            assertThat(pauseCodec.decode(pauseCodec.encode(pause))).isEqualTo(pause);
        }
    }

    @Test
    void rowsAreAvrosSingleObjectEncoding() throws Exception {
        byte[] row = StateCodec.parked().encode(samples.parked());

        assertThat(ParkedCall.getDecoder().decode(row).getReason()).isNotNull();
    }

    /** What an earlier version wrote: a record that did not know its offset's partition, and had a field more. */
    private static byte[] earlier(Schema schema) throws IOException {
        GenericData.Record row = new GenericRecordBuilder(schema).set("topic", "t")
                .set("offset", 5L)
                .set("gone", 1)
                .build();
        var bytes = new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), schema).encode(row);
        return Calls.payload(bytes).bytes();
    }

    private static Schema earlierSchema() {
        return new Schema.Parser()
                .parse("""
                        {"type": "record", "name": "SourcePosition", "namespace": "io.fusebox.schemas", "fields": [
                          {"name": "offset", "type": "long"}, {"name": "gone", "type": "int"}, {"name": "partition", "type": "int", "default": 0},
                          {"name": "topic", "type": "string"}]}
                        """);
    }

    @Test
    void rowsOfEarlierVersionsAreRead() throws Exception {
        StateCodec<SourcePosition> codec = StateCodec.of(SourcePosition.class, row -> row, row -> row,
                List.of(earlierSchema()));

        assertThat(codec.decode(earlier(earlierSchema()))).isEqualTo(new SourcePosition("t", 0, 5L));
    }

    @Test
    void rowsOfLaterVersionsAreRefusedWithTheReason() {
        StateCodec<SourcePosition> codec = StateCodec.of(SourcePosition.class, row -> row, row -> row, List.of());

        assertThatThrownBy(() -> codec.decode(earlier(earlierSchema()))).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a row of the state is no SourcePosition: a schema with the fingerprint")
                .hasMessageEndingWith("was it written by a later one?");
    }

    @Test
    void theSchemasOfAllVersionsAreAtHand() {
        assertThat(List.of("LedgerRow", "ParkedCall", "BreakerSnapshot"))
                .allSatisfy(record -> assertThat(StateSchemas.versions(record)).isNotEmpty());
    }
}
