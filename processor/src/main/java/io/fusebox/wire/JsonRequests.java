package io.fusebox.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.fusebox.schemas.CallRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a {@link CallRequest} from its JSON form: strict about names and types, so that no slip is lost in silence. */
final class JsonRequests {
    private static final List<String> FIELDS = List.of("id", "destination", "operation", "method", "path", "url",
            "headers", "body", "bodyBase64", "orderingKey", "notBefore", "deadline", "timeoutMs", "maxAttempts",
            "idempotencyKey", "replyKey", "metadata");

    /** What Jackson says of where it was reading, when it may not quote that. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; line: ([0-9]+), column: ([0-9]+)]");

    private final CallRequest.Builder request = CallRequest.newBuilder();
    private final JsonParser json;
    private boolean jsonBody;

    private JsonRequests(JsonParser json) {
        this.json = json;
    }

    /** @throws MalformedRecordException naming the field and the mend */
    static CallRequest read(byte[] bytes) {
        try (JsonParser json = JsonFormat.FACTORY.createParser(utf8(bytes))) {
            return new JsonRequests(json).read();
        } catch (StreamConstraintsException e) {
            throw new MalformedRecordException(
                    "its nesting depth, or the length of a name or number, is beyond what is read here (%d levels): send it as 'bodyBase64'"
                            .formatted(JsonFormat.DEPTH));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new MalformedRecordException("it is not JSON as it should be, at line %d, column %d: %s".formatted(
                    at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(),
                    Texts.shorten(
                            SOURCE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("line $1, column $2"),
                            300)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not left to the parser, which would put another character in place of what is none. */
    private static String utf8(byte[] bytes) {
        return Texts.utf8(bytes)
                .orElseThrow(() -> new MalformedRecordException(
                        "it is not UTF-8: write its JSON in UTF-8, and a body that is no text as 'bodyBase64'"));
    }

    private CallRequest read() throws IOException {
        json.nextToken();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                read(field);
            } else if (!FIELDS.contains(field)) {
                throw unknown(field);
            }
        }
        if (json.nextToken() != null) {
            throw new MalformedRecordException(
                    "there is more after the end of its JSON object: each call is a record of its own");
        }
        if (!request.hasId()) {
            throw new MalformedRecordException("field 'id' is missing: every call needs an id, such as a UUID");
        }
        if (jsonBody) {
            nameContentType();
        }
        return request.build();
    }

    private void read(String field) throws IOException {
        switch (field) {
            case "id" -> request.setId(JsonFields.text(json, field));
            case "destination" -> request.setDestination(JsonFields.text(json, field));
            case "operation" -> request.setOperation(JsonFields.text(json, field));
            case "method" -> request.setMethod(JsonFields.text(json, field));
            case "path" -> request.setPath(JsonFields.text(json, field));
            case "url" -> request.setUrl(JsonFields.text(json, field));
            case "headers" -> request.setHeaders(JsonFields.map(json, field));
            case "body" -> setBody(value());
            case "bodyBase64" -> setBody(base64(JsonFields.text(json, field)));
            case "orderingKey" -> request.setOrderingKey(JsonFields.text(json, field));
            case "notBefore" -> request.setNotBefore(JsonFields.time(json, field));
            case "deadline" -> request.setDeadline(JsonFields.time(json, field));
            case "timeoutMs" -> request.setTimeoutMs(JsonFields.wholeNumber(json, field));
            case "maxAttempts" -> request.setMaxAttempts(JsonFields.wholeNumber(json, field));
            case "idempotencyKey" -> request.setIdempotencyKey(JsonFields.text(json, field));
            case "replyKey" -> request.setReplyKey(JsonFields.text(json, field));
            case "metadata" -> request.setMetadata(JsonFields.map(json, field));
            default -> throw unknown(field);
        }
    }

    private void setBody(byte[] body) {
        if (request.hasBody()) {
            throw new MalformedRecordException("it has both 'body' and 'bodyBase64': only one is expected");
        }
        request.setBody(ByteBuffer.wrap(body));
    }

    /** A string is sent as its text, everything else as compact JSON. */
    private byte[] value() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText().getBytes(StandardCharsets.UTF_8);
        }
        jsonBody = true;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator compact = JsonFormat.FACTORY.createGenerator(body)) {
            copyValue(compact);
        }
        return body.toByteArray();
    }

    /** Numbers as they are written: as a number {@code 1e9999999999} would be too large for any type. */
    private void copyValue(JsonGenerator to) throws IOException {
        int depth = 0;
        do {
            JsonToken token = json.currentToken();
            if (token.isNumeric()) {
                to.writeNumber(json.getText());
            } else {
                to.copyCurrentEvent(json);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && json.nextToken() != null);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new MalformedRecordException(
                    "field 'bodyBase64' is not Base64 (RFC 4648, section 4): A-Z, a-z, 0-9, '+', '/' and padding '='");
        }
    }

    private void nameContentType() {
        Map<String, String> headers = request.hasHeaders() ? new HashMap<>(request.getHeaders()) : new HashMap<>();
        if (headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            headers.put("Content-Type", "application/json");
            request.setHeaders(headers);
        }
    }

    private static MalformedRecordException unknown(String field) {
        String name = Texts.shorten(field, 100);
        return new MalformedRecordException(alike(field)
                .map(known -> "field '%s' is unknown: it is written '%s'".formatted(name, known))
                .orElseGet(() -> "field '%s' is unknown: a call has %s".formatted(name, String.join(", ", FIELDS))));
    }

    private static Optional<String> alike(String field) {
        String plain = field.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
        return FIELDS.stream().filter(known -> known.toLowerCase(Locale.ROOT).equals(plain)).findFirst();
    }
}
