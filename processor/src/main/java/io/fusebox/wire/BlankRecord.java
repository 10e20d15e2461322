package io.fusebox.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A record with nothing in it: what a serializer is shown, so that it makes the schema known. */
final class BlankRecord {
    private BlankRecord() {}

    static SpecificRecord of(Schema schema) {
        SpecificRecord blank = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            blank.put(field.pos(), value(field.schema()));
        }
        return blank;
    }

    private static @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> of(schema);
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().getFirst(), schema);
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case UNION -> value(schema.getTypes().getFirst());
            case STRING -> "";
            case BYTES -> ByteBuffer.allocate(0);
            case INT -> 0;
            case LONG -> schema.getLogicalType() == null ? 0L : Instant.EPOCH;
            case DOUBLE -> 0.0;
            case BOOLEAN -> false;
            case NULL -> null;
            case FLOAT, FIXED -> throw new IllegalArgumentException("no topic has " + schema.getType());
        };
    }
}
