package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.call.Call;
import io.fusebox.schemas.CallRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class ConfluentFormatTest {
    private static final String TOPIC = "fusebox.requests";

    private final MemoryRegistry registry = new MemoryRegistry();
    private final ConfluentFormat format = new ConfluentFormat(
            new SchemaLookup(registry, Runnable::run, System::nanoTime), Map.of());

    private static Schema schema(String json) {
        return new Schema.Parser().parse(json);
    }

    /** What another language's client puts on the topic. */
    private byte[] written(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).putInt(1, registry.add(schema)).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private Decoded<Call> decode(byte[] bytes) {
        format.decode(TOPIC, bytes, RecordType.REQUEST);
        return format.decode(TOPIC, bytes, RecordType.REQUEST).map(Calls::toDomain);
    }

    @Test
    void aWriterMayKnowFewerFieldsAndMoreAndNothingOfJava() throws Exception {
        Schema other = schema("""
                {"type": "record", "name": "CallRequest", "namespace": "io.fusebox.schemas", "fields": [
                  {"name": "colour", "type": {"type": "array", "items": "string"}},
                  {"name": "metadata", "type": {"type": "map", "values": "string"}},
                  {"name": "id", "type": "string"},
                  {"name": "timeoutMs", "type": "int"}]}
                """);
        byte[] bytes = written(other,
                new GenericRecordBuilder(other).set("id", "a-1")
                        .set("colour", List.of("red"))
                        .set("metadata", Map.of("k", "v"))
                        .set("timeoutMs", 9)
                        .build());

        Decoded<Call> decoded = decode(bytes);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Read.class, read -> {
            Call call = (Call) read.value();
            assertThat(call.id()).isEqualTo("a-1");
            assertThat(call.metadata()).containsExactly(Map.entry("k", "v"));
            assertThat(call.timeout()).contains(Duration.ofMillis(9));
            assertThat(call.method()).isEqualTo("POST");
        });
    }

    @Test
    void anotherRecordIsMalformedAndBothAreNamed() throws Exception {
        Schema other = schema("{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"shop\",\"fields\":[]}");

        assertThat(decode(written(other, new GenericData.Record(other)))).isEqualTo(new Decoded.Malformed<>(
                "the record is a shop.Order, but a io.fusebox.schemas.CallRequest is expected here"));
    }

    @Test
    void aWriterWithoutWhatIsNeededIsMalformed() throws Exception {
        Schema other = schema(
                "{\"type\":\"record\",\"name\":\"CallRequest\",\"namespace\":\"io.fusebox.schemas\",\"fields\":[]}");

        assertThat(decode(written(other, new GenericData.Record(other)))).isInstanceOfSatisfying(
                Decoded.Malformed.class,
                malformed -> assertThat(malformed.reason())
                        .startsWith("the record is no CallRequest written with the schema 1: ")
                        .contains("missing required field id"));
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsMalformed() {
        assertThat(decode(new byte[]{ 0, 0, 0, 0, 77, 1 })).isEqualTo(new Decoded.Malformed<>("no schema 77"));
    }

    @Test
    void whileTheRegistryIsDownARecordIsNotYetRead() {
        registry.add(CallRequest.getClassSchema());
        registry.down = true;

        assertThat(decode(new byte[]{ 0, 0, 0, 0, 1, 1 })).isEqualTo(new Decoded.NotYet<>("the registry is down"));
    }

    @Test
    void bytesThatAreLeftOverAreMalformed() throws Exception {
        Schema other = schema(
                "{\"type\":\"record\",\"name\":\"CallRequest\",\"namespace\":\"io.fusebox.schemas\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}");
        byte[] bytes = written(other, new GenericRecordBuilder(other).set("id", "a").build());

        assertThat(decode(Arrays.copyOf(bytes, bytes.length + 3))).isEqualTo(new Decoded.Malformed<>(
                "the record is no CallRequest written with the schema 1: 3 bytes are left over at its end"));
    }

    @Test
    void aFieldThatIsSkippedCannotTakeForEver() throws Exception {
        Schema other = schema("""
                {"type": "record", "name": "CallRequest", "namespace": "io.fusebox.schemas", "fields": [
                  {"name": "nothings", "type": {"type": "array", "items": "null"}}, {"name": "id", "type": "string"}]}
                """);
        byte[] bytes = new byte[]{ 0, 0, 0, 0, (byte) registry.add(other), -2, -1, -1, -1, -1, -1, -1, 127, 0, 2, 'a' };

        assertThat(decode(bytes)).isInstanceOfSatisfying(Decoded.Malformed.class,
                malformed -> assertThat(malformed.reason()).contains("more than there are bytes"));
    }

    @Test
    void writingToATopicThatWasNotRegisteredIsAnError() {
        assertThatThrownBy(() -> format.encode(TOPIC, new CallRequest(), RecordType.REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the schema of topic fusebox.requests is not registered");
    }
}
