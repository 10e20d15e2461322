package io.fusebox.fuzzing;

import io.fusebox.schemas.CallRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A call in its JSON form, its fields in any order, with values that JSON allows and nobody expects. */
final class JsonSamples {
    private final RandomGenerator random;

    JsonSamples(RandomGenerator random) {
        this.random = random;
    }

    String of(CallRequest call) {
        List<String> fields = new ArrayList<>();
        fields.add(field("id", quoted(call.getId())));
        call.getDestination().ifPresent(it -> fields.add(field("destination", quoted(it))));
        call.getPath().ifPresent(it -> fields.add(field("path", quoted(it))));
        call.getUrl().ifPresent(it -> fields.add(field("url", quoted(it))));
        call.getBody().ifPresent(it -> fields.add(field("body", body(it))));
        call.getOperation().ifPresent(it -> fields.add(field("operation", quoted(it))));
        call.getNotBefore().ifPresent(it -> fields.add(field("notBefore", time(it.toEpochMilli()))));
        call.getDeadline().ifPresent(it -> fields.add(field("deadline", time(it.toEpochMilli()))));
        call.getMaxAttempts().ifPresent(it -> fields.add(field("maxAttempts", Integer.toString(it))));
        fields.add(field("method", quoted(call.getMethod())));
        fields.add(field("headers", map(call.getHeaders())));
        fields.add(field("metadata", map(call.getMetadata())));
        if (random.nextInt(20) == 0) {
            fields.add(field(random.nextBoolean() ? "colour" : "id", unexpected()));
        }
        shuffle(fields);
        return "{" + String.join(random.nextInt(4) == 0 ? " ,\n\t" : ",", fields) + "}";
    }

    private void shuffle(List<String> fields) {
        for (int i = fields.size() - 1; i > 0; i--) {
            Collections.swap(fields, i, random.nextInt(i + 1));
        }
    }

    private static String field(String name, String value) {
        return quoted(name) + ":" + value;
    }

    private String body(ByteBuffer body) {
        return random.nextInt(6) == 0 ? unexpected()
                : quoted(new String(body.array(), body.arrayOffset(), body.remaining(), StandardCharsets.UTF_8));
    }

    private String time(long millis) {
        return random.nextInt(5) == 0 ? unexpected() : Long.toString(millis);
    }

    private static String map(Map<String, String> map) {
        return map.entrySet()
                .stream()
                .map(entry -> field(entry.getKey(), quoted(entry.getValue())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String unexpected() {
        return switch (random.nextInt(14)) {
            case 0 -> nested(1 + random.nextInt(300));
            case 1 -> random.nextInt(5) == 0 ? nested(100_000) : nested(3_000);
            case 2 -> "9".repeat(1 + random.nextInt(2_000));
            case 3 -> "1e" + "9".repeat(1 + random.nextInt(12));
            case 4 -> "-0." + "0".repeat(random.nextInt(1_200)) + "1";
            case 5 -> "{\"a\":{\"a\":1},\"a\":2}";
            case 6 -> "\"\\ud83d\"";
            case 7 -> "\"" + "\\u0041".repeat(random.nextInt(100)) + "\"";
            case 8 -> "null";
            case 9 -> "\"2026-01-01T00:00:00Z\"";
            case 10 -> "\"+1000000000-12-31T23:59:59.999999999Z\"";
            case 11 -> "\"" + "k".repeat(random.nextInt(70_000)) + "\"";
            case 12 -> "{" + quoted("k".repeat(random.nextInt(70_000))) + ":1}";
            default -> "[true,false,{},[],\"x\",1.5]";
        };
    }

    private String nested(int depth) {
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        String close = open.equals("[") ? "]" : "}";
        return open.repeat(depth) + "1" + (random.nextInt(4) == 0 ? "" : close.repeat(depth));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
