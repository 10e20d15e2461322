package io.fusebox.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records to Avro's binary encoding and back, with buffers that are used again.
 *
 * <p>Threading notes: for one thread.
 */
final class AvroBytes {
    private static final int KEPT_BUFFER = 1 << 20;

    private final BoundedDecoder decoder = new BoundedDecoder();
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(4096);
    private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

    /** Reads with the writer's schema, as our own of today. */
    static <T extends SpecificRecord> DatumReader<T> reader(Schema writer, RecordType<T> type) {
        return new QuickMaps<>(writer, type.schema(), type.model());
    }

    static <T extends SpecificRecord> SpecificDatumWriter<T> writer(RecordType<T> type) {
        return new SpecificDatumWriter<>(type.schema(), type.model());
    }

    /** @throws MalformedRecordException where the bytes are not such a record and nothing more */
    <T> T read(DatumReader<T> reader, byte[] bytes, int from) {
        T value;
        try {
            value = reader.read(null, decoder.over(bytes, from));
        } catch (MalformedRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedRecordException(describe(e));
        }
        if (decoder.left() > 0) {
            throw new MalformedRecordException("%d bytes are left over at its end".formatted(decoder.left()));
        }
        return value;
    }

    private static String describe(Exception e) {
        return e instanceof AvroRuntimeException && e.getMessage() != null ? Texts.shorten(e.getMessage(), 300)
                : "its bytes do not fit its schema (%s)".formatted(e.getClass().getSimpleName());
    }

    <T> byte[] write(SpecificDatumWriter<T> writer, byte[] head, T value) {
        try {
            encoder.flush();
            // After the flush: what a record that failed has left in the encoder must not stand before this one.
            buffer.reset();
            buffer.writeBytes(head);
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = buffer.toByteArray();
        if (bytes.length > KEPT_BUFFER) {
            buffer = new ByteArrayOutputStream(4096);
            encoder = EncoderFactory.get().binaryEncoder(buffer, null);
        }
        return bytes;
    }
}
