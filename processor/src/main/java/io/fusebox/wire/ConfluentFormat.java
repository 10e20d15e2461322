package io.fusebox.wire;

import io.fusebox.call.Payload;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One thread's reader and writer of the Confluent wire format. */
final class ConfluentFormat implements RecordFormat {
    private static final int HEAD = 5;
    private static final int READERS = 500;

    private final SchemaLookup lookup;
    private final Map<String, Integer> ids;
    private final AvroBytes avro = new AvroBytes();
    private final Map<ReaderKey, DatumReader<?>> readers = new HashMap<>();
    private final Map<String, Writer> writers = new HashMap<>();

    private record ReaderKey(int id, Class<?> type) {}

    /** @param head as it stands before each record */
    private record Writer(SpecificDatumWriter<?> writer, Payload head) {}

    /** @param ids of the schemas that are written, by topic */
    ConfluentFormat(SchemaLookup lookup, Map<String, Integer> ids) {
        this.lookup = lookup;
        this.ids = ids;
    }

    @Override
    public <T extends SpecificRecord> Decoded<T> decode(String topic, byte[] bytes, RecordType<T> type) {
        if (bytes.length == 0) {
            return new Decoded.Malformed<>("the record is empty");
        }
        if (bytes[0] != 0) {
            return new Decoded.Malformed<>(
                    "the record begins with 0x%02X: ".formatted(bytes[0]) + (type.equals(RecordType.REQUEST)
                            ? "neither Avro in the Confluent wire format (0x00) nor a JSON object ('{')"
                            : "Avro in the Confluent wire format (0x00) is expected here"));
        }
        if (bytes.length < HEAD) {
            return new Decoded.Malformed<>("the record has %d bytes: too few for the head of the Confluent wire format"
                    .formatted(bytes.length));
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        DatumReader<T> reader = reader(id, type);
        if (reader != null) {
            return read(reader, bytes, id, type);
        }
        return switch (lookup.find(id)) {
            case Decoded.Malformed<Schema>(String reason) -> new Decoded.Malformed<>(reason);
            case Decoded.NotYet<Schema>(String reason) -> new Decoded.NotYet<>(reason);
            case Decoded.Read<Schema>(Schema writer) ->
                isOther(writer, type)
                        ? new Decoded.Malformed<>("the record is a %s, but a %s is expected here"
                                .formatted(name(writer), type.schema().getFullName()))
                        : read(keep(id, writer, type), bytes, id, type);
        };
    }

    @SuppressWarnings("unchecked") // put there by keep, for just this type
    private <T extends SpecificRecord> @Nullable DatumReader<T> reader(int id, RecordType<T> type) {
        return (DatumReader<T>) readers.get(new ReaderKey(id, type.type()));
    }

    private <T extends SpecificRecord> DatumReader<T> keep(int id, Schema writer, RecordType<T> type) {
        if (readers.size() >= READERS) {
            readers.clear();
        }
        DatumReader<T> reader = AvroBytes.reader(writer, type);
        readers.put(new ReaderKey(id, type.type()), reader);
        return reader;
    }

    private <T extends SpecificRecord> Decoded<T> read(DatumReader<T> reader, byte[] bytes, int id,
            RecordType<T> type) {
        try {
            return new Decoded.Read<>(avro.read(reader, bytes, HEAD));
        } catch (MalformedRecordException e) {
            return new Decoded.Malformed<>("the record is no %s written with the schema %d: %s"
                    .formatted(type.schema().getName(), id, e.reason()));
        }
    }

    private static boolean isOther(Schema writer, RecordType<?> type) {
        return writer.getType() != Schema.Type.RECORD || !writer.getFullName().equals(type.schema().getFullName());
    }

    private static String name(Schema writer) {
        return writer.getType() == Schema.Type.RECORD ? writer.getFullName() : writer.getType().getName();
    }

    @Override
    public <T extends SpecificRecord> byte[] encode(String topic, T value, RecordType<T> type) {
        Writer writer = writers.computeIfAbsent(topic, _ -> writer(topic, type));
        @SuppressWarnings("unchecked") // a topic has one type
        var typed = (SpecificDatumWriter<T>) writer.writer;
        return avro.write(typed, writer.head.bytes(), value);
    }

    private Writer writer(String topic, RecordType<?> type) {
        Integer id = ids.get(topic);
        if (id == null) {
            throw new IllegalStateException("the schema of topic %s is not registered".formatted(topic));
        }
        return new Writer(AvroBytes.writer(type),
                Payload.of(ByteBuffer.allocate(HEAD).put((byte) 0).putInt(id).array()));
    }
}
