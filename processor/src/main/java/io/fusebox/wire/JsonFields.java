package io.fusebox.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Reads one field's value from JSON as the type that it must have; the parser stands on the value. */
final class JsonFields {
    private static final BigInteger LAST_INT = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger FIRST_INT = BigInteger.valueOf(Integer.MIN_VALUE);

    private JsonFields() {}

    static String text(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch(json, field, "a string is expected");
        }
        String text = json.getText();
        if (!Texts.isWellFormed(text)) {
            throw new MalformedRecordException("field '%s' has half of a surrogate pair, which is no character"
                    .formatted(Texts.shorten(field, 100)));
        }
        return text;
    }

    static int wholeNumber(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw mismatch(json, field, "a whole number is expected");
        }
        BigInteger value = json.getBigIntegerValue();
        if (value.compareTo(LAST_INT) > 0 || value.compareTo(FIRST_INT) < 0) {
            throw new MalformedRecordException("field '%s' is beyond %d".formatted(field, Integer.MAX_VALUE));
        }
        return value.intValue();
    }

    /** ISO 8601 with an offset, or milliseconds since 1970. */
    static Instant time(JsonParser json, String field) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> parse(json.getText(), field);
            case VALUE_NUMBER_INT -> {
                if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    throw new MalformedRecordException(
                            "field '%s' is no time: milliseconds since 1970 are expected".formatted(field));
                }
                yield Instant.ofEpochMilli(json.getLongValue());
            }
            default ->
                throw mismatch(json, field, "a time is expected: \"2026-01-31T12:00:00Z\", or milliseconds since 1970");
        };
    }

    private static Instant parse(String text, String field) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException _) {
            throw new MalformedRecordException(("field '%s' is '%s', which is no time: write ISO 8601 with an offset, "
                    + "such as 2026-01-31T12:00:00Z, or milliseconds since 1970 as a number")
                    .formatted(field, Texts.shorten(text, 40)));
        }
    }

    static Map<String, String> map(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw mismatch(json, field, "an object of strings is expected");
        }
        Map<String, String> map = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            map.put(Texts.wellFormed(name), text(json, field + "." + name));
        }
        return map;
    }

    private static MalformedRecordException mismatch(JsonParser json, String field, String expected) {
        return new MalformedRecordException(
                "field '%s' is %s, but %s".formatted(Texts.shorten(field, 100), kind(json.currentToken()), expected));
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "no value";
        };
    }
}
