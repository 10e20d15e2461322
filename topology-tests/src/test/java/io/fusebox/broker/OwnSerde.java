package io.fusebox.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** A user's own way to write Avro: a mark, the class's name, a zero byte, the record. */
public final class OwnSerde implements Serializer<Object>, Deserializer<Object> {
    private byte mark;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        mark = (byte) configs.get("mark").toString().charAt(0);
    }

    @Override
    public byte[] serialize(String topic, Object data) {
        SpecificRecord value = (SpecificRecord) data;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(mark);
        bytes.writeBytes(value.getClass().getName().getBytes(StandardCharsets.US_ASCII));
        bytes.write(0);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), SpecificData.getForClass(value.getClass()))
                    .write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
        int end = 1;
        while (end < data.length && data[end] != 0) {
            end++;
        }
        if (data.length == 0 || data[0] != mark || end == data.length) {
            throw new SerializationException("it does not bear our mark");
        }
        try {
            Class<?> type = Class.forName(new String(data, 1, end - 1, StandardCharsets.US_ASCII));
            SpecificData avro = SpecificData.getForClass(type);
            return new SpecificDatumReader<>(avro.getSchema(type), avro.getSchema(type), avro).read(null,
                    DecoderFactory.get().binaryDecoder(data, end + 1, data.length - end - 1, null));
        } catch (IOException | ClassNotFoundException e) {
            throw new SerializationException(e);
        }
    }

    @Override
    public void close() {
        // There is nothing to close: both interfaces say so, and the compiler wants to know which of them is meant.
    }
}
