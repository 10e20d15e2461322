package io.fusebox.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** One thread's view of foreign serdes. */
final class SerdeFormat implements RecordFormat {
    private final Serializer<Object> serializer;
    private final SerdeReader reader;
    private final AvroBytes avro = new AvroBytes();

    SerdeFormat(Serializer<Object> serializer, SerdeReader reader) {
        this.serializer = serializer;
        this.reader = reader;
    }

    @Override
    public <T extends SpecificRecord> Decoded<T> decode(String topic, byte[] bytes, RecordType<T> type) {
        if (bytes.length == 0) {
            return new Decoded.Malformed<>("the record is empty");
        }
        return switch (reader.read(topic, bytes)) {
            case Decoded.Malformed<Object>(String reason) -> new Decoded.Malformed<>(reason);
            case Decoded.NotYet<Object>(String reason) -> new Decoded.NotYet<>(reason);
            case Decoded.Read<Object>(Object value) -> asOurs(value, type);
        };
    }

    private <T extends SpecificRecord> Decoded<T> asOurs(Object value, RecordType<T> type) {
        String expected = type.schema().getFullName();
        if (type.type().isInstance(value)) {
            return new Decoded.Read<>(type.type().cast(value));
        }
        if (!(value instanceof IndexedRecord other)) {
            return new Decoded.Malformed<>("the deserializer gives a %s, but an Avro record %s is expected here"
                    .formatted(value.getClass().getName(), expected));
        }
        if (!other.getSchema().getFullName().equals(expected)) {
            return new Decoded.Malformed<>("the record is a %s, but a %s is expected here"
                    .formatted(other.getSchema().getFullName(), expected));
        }
        try {
            return new Decoded.Read<>(avro.read(AvroBytes.reader(other.getSchema(), type), bytes(other), 0));
        } catch (MalformedRecordException e) {
            return new Decoded.Malformed<>("the record is no %s: %s".formatted(expected, e.reason()));
        }
    }

    /** A deserializer that knows nothing of our classes gives generic records: they are read again, as ours. */
    private static byte[] bytes(IndexedRecord record) {
        Schema schema = record.getSchema();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<IndexedRecord>(schema, SpecificData.getForSchema(schema)).write(record, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new MalformedRecordException(Texts.shorten(String.valueOf(e.getMessage()), 300));
        }
        return bytes.toByteArray();
    }

    @Override
    public <T extends SpecificRecord> byte[] encode(String topic, T value, RecordType<T> type) {
        synchronized (serializer) {
            return serializer.serialize(topic, value);
        }
    }
}
