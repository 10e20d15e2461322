package io.fusebox.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * As Avro's own reader, but for maps: of each that it reads, Avro works out anew how many bytes an entry has at least, so that none
 * announces more than there are. {@link BoundedDecoder} sees to that here.
 */
final class QuickMaps<T> extends SpecificDatumReader<T> {
    QuickMaps(Schema writer, Schema reader, SpecificData model) {
        super(writer, reader, model);
    }

    @Override
    protected Object readMap(Object old, Schema expected, ResolvingDecoder in) throws IOException {
        Schema type = expected.getValueType();
        if (type.getLogicalType() != null) {
            return super.readMap(old, expected, in);
        }
        Map<Object, Object> map = new HashMap<>();
        for (long entries = in.readMapStart(); entries > 0; entries = in.mapNext()) {
            for (long i = 0; i < entries; i++) {
                map.put(readMapKey(null, expected, in), readWithoutConversion(null, type, in));
            }
        }
        return map;
    }
}
