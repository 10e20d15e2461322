package io.fusebox.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.fusebox.call.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The JSON form of our records: the same field names, ISO 8601 times, absent fields left out; bytes as text where they are
 * that, else in a field of the same name with {@code Base64} behind it; a {@code body} that is JSON stands as it is.
 */
final class JsonRecords {
    private JsonRecords() {}

    static byte[] write(SpecificRecord value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JsonFormat.FACTORY.createGenerator(bytes)) {
            object(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void object(SpecificRecord value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : value.getSchema().getFields()) {
            Object content = value.get(field.pos());
            if (content instanceof ByteBuffer bytes) {
                bytes(field.name(), Calls.payload(bytes).bytes(), contentType(value), json);
            } else if (content != null) {
                json.writeFieldName(field.name());
                any(content, json);
            }
        }
        json.writeEndObject();
    }

    private static void any(Object content, JsonGenerator json) throws IOException {
        switch (content) {
            case SpecificRecord nested -> object(nested, json);
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(Texts.wellFormed(String.valueOf(entry.getKey())));
                    any(entry.getValue(), json);
                }
                json.writeEndObject();
            }
            case Collection<?> items -> {
                json.writeStartArray();
                for (Object item : items) {
                    any(item, json);
                }
                json.writeEndArray();
            }
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Instant time -> json.writeString(time.toString());
            case CharSequence text -> json.writeString(Texts.wellFormed(text.toString()));
            case Enum<?> symbol -> json.writeString(symbol.name());
            default -> throw new IllegalArgumentException("no JSON form of " + content.getClass());
        }
    }

    private static void bytes(String field, byte[] bytes, Optional<String> contentType, JsonGenerator json)
            throws IOException {
        Optional<String> text = Texts.utf8(bytes);
        if (field.equals("body") && text.isPresent() && mayBeJson(bytes, contentType)) {
            Optional<String> compact = compact(text.get());
            if (compact.isPresent()) {
                json.writeFieldName(field);
                json.writeRawValue(compact.get());
                return;
            }
        }
        if (text.isPresent()) {
            json.writeStringField(field, text.get());
        } else {
            json.writeFieldName(field + "Base64");
            json.writeBinary(bytes);
        }
    }

    private static Optional<String> contentType(SpecificRecord value) {
        Schema.Field headers = value.getSchema().getField("headers");
        if (headers == null || !(value.get(headers.pos()) instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return map.entrySet()
                .stream()
                .filter(entry -> String.valueOf(entry.getKey()).equalsIgnoreCase("content-type"))
                .map(entry -> String.valueOf(entry.getValue()).toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static boolean mayBeJson(byte[] bytes, Optional<String> contentType) {
        return contentType.map(type -> type.contains("json")).orElseGet(() -> JsonFormat.beginsObject(bytes));
    }

    /** Read to its end apart from the rest: there is no way back in the middle of an answer that turns out to be no JSON. */
    private static Optional<String> compact(String text) {
        StringWriter compact = new StringWriter(text.length());
        try (JsonParser parser = JsonFormat.FACTORY.createParser(text);
                JsonGenerator json = JsonFormat.FACTORY.createGenerator(compact)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            json.copyCurrentStructureExact(parser);
            if (parser.nextToken() != null) {
                return Optional.empty();
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.of(compact.toString());
    }
}
