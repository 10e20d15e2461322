package io.fusebox.wire;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * As Avro's own model, but for nullable fields: there are many, and Avro looks for a value's type in a table by its name each time,
 * where only one is left to choose.
 */
final class QuickUnions extends SpecificData {
    /** With the same logical types. */
    QuickUnions(SpecificData model) {
        super(model.getClassLoader());
        model.getConversions().forEach(this::addLogicalTypeConversion);
    }

    @Override
    public int resolveUnion(Schema union, Object datum) {
        if (union.getTypes().size() != 2 || !union.isNullable()) {
            return super.resolveUnion(union, datum);
        }
        int nullAt = union.getTypes().getFirst().getType() == Schema.Type.NULL ? 0 : 1;
        return datum == null ? nullAt : 1 - nullAt;
    }
}
