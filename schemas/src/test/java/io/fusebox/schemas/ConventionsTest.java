package io.fusebox.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What users may rely on in every schema. */
class ConventionsTest {

    @Test
    void everyRecordAndFieldSaysWhatItIs() {
        for (Schema schema : all()) {
            assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
            if (schema.getType() == Schema.Type.RECORD) {
                assertThat(schema.getFields()).as(schema.getFullName())
                        .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
            }
        }
    }

    @Test
    void whatMayBeAbsentIsAbsentByDefault() {
        for (Schema schema : all()) {
            if (schema.getType() == Schema.Type.RECORD) {
                assertThat(schema.getFields()).filteredOn(field -> field.schema().isNullable())
                        .as(schema.getFullName())
                        .allSatisfy(field -> assertThat(field.defaultVal()).as(field.name())
                                .isEqualTo(JsonProperties.NULL_VALUE));
            }
        }
    }

    @Test
    void everyEnumCanGrow() {
        assertThat(all()).filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
                .isNotEmpty()
                .allSatisfy(schema -> assertThat(schema.getEnumDefault()).isEqualTo("OTHER"));
    }

    @Test
    void generatedClassesHaveNoSetters() {
        assertThat(CallRequest.class.getMethods()).extracting(Method::getName)
                .noneMatch(name -> name.startsWith("set"));
    }

    private static Set<Schema> all() {
        Set<Schema> named = new LinkedHashSet<>();
        GoldenTest.TOPICS.forEach(schema -> collect(schema, named));
        GoldenTest.STATE.forEach(schema -> collect(schema, named));
        return named;
    }

    private static void collect(Schema schema, Set<Schema> named) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.add(schema)) {
                    schema.getFields().forEach(field -> collect(field.schema(), named));
                }
            }
            case ENUM -> named.add(schema);
            case UNION -> schema.getTypes().forEach(type -> collect(type, named));
            case ARRAY -> collect(schema.getElementType(), named);
            case MAP -> collect(schema.getValueType(), named);
            default -> {
                // a primitive type has no name
            }
        }
    }
}
