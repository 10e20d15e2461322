package io.fusebox.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** One call, in flags. It is put into the JSON form of a request, so that it is read and checked like every other. */
final class CallOptions {
    @Option(names = { "-d", "--destination" }, paramLabel = "NAME", description = "The destination, as configured.")
    private Optional<String> destination = Optional.empty();

    @Option(names = "--id", paramLabel = "ID", description = "Default: a random UUID.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--method", paramLabel = "METHOD", description = "Default: POST")
    private Optional<String> method = Optional.empty();

    @Option(names = "--path", paramLabel = "PATH", description = "Below the destination's base URL.")
    private Optional<String> path = Optional.empty();

    @Option(names = "--url", paramLabel = "URL", description = "An absolute one, instead of --path.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--operation", paramLabel = "NAME", description = "The destination's operation, with a breaker of its own.")
    private Optional<String> operation = Optional.empty();

    @Option(names = "--header", paramLabel = "NAME:VALUE", description = "May be repeated.")
    private List<String> headers = List.of();

    @Option(names = "--body", paramLabel = "TEXT|@FILE", description = "The body itself, or the file that holds it.")
    private Optional<String> body = Optional.empty();

    @Option(names = "--ordering-key", paramLabel = "KEY", description = "Calls with the same one are made one at a time.")
    private Optional<String> orderingKey = Optional.empty();

    @Option(names = "--not-before", paramLabel = "TIME", converter = Moment.Option.class, description = "The earliest time of the first attempt: 10m from now, or 2026-01-31T12:00:00Z.")
    private Optional<Moment> notBefore = Optional.empty();

    @Option(names = "--deadline", paramLabel = "TIME", converter = Moment.Option.class, description = "When nobody waits any more: 30s from now, or 2026-01-31T12:00:00Z.")
    private Optional<Moment> deadline = Optional.empty();

    @Option(names = "--timeout", paramLabel = "DURATION", converter = DurationOption.class, description = "Of one attempt, within the destination's own.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(names = "--max-attempts", paramLabel = "N", description = "With the first, within the destination's own.")
    private Optional<Integer> maxAttempts = Optional.empty();

    @Option(names = "--idempotency-key", paramLabel = "KEY", description = "Default: the id.")
    private Optional<String> idempotencyKey = Optional.empty();

    @Option(names = "--reply-key", paramLabel = "KEY", description = "Of the result's record. Default: the id.")
    private Optional<String> replyKey = Optional.empty();

    @Option(names = "--metadata", paramLabel = "NAME=VALUE", description = "Comes back with the result; may be repeated.")
    private List<String> metadata = List.of();

    private final ObjectMapper mapper = new ObjectMapper();

    boolean isAny() {
        return !headers.isEmpty()
                || !metadata.isEmpty() || List
                        .of(destination, id, method, path, url, operation, body, orderingKey, notBefore, deadline,
                                timeout, maxAttempts, idempotencyKey, replyKey)
                        .stream()
                        .anyMatch(Optional::isPresent);
    }

    /** @throws ParameterException for what cannot be put into a request at all */
    ObjectNode json(CommandSpec spec, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id.orElseGet(() -> UUID.randomUUID().toString()));
        destination.ifPresent(text -> json.put("destination", text));
        operation.ifPresent(text -> json.put("operation", text));
        method.ifPresent(text -> json.put("method", text));
        path.ifPresent(text -> json.put("path", text));
        url.ifPresent(text -> json.put("url", text));
        pairs(json.objectNode(), headers, ':', "--header", spec).ifPresent(all -> json.set("headers", all));
        body.ifPresent(text -> putBody(json, text, spec));
        orderingKey.ifPresent(text -> json.put("orderingKey", text));
        notBefore.ifPresent(moment -> json.put("notBefore", moment.ahead(now).toString()));
        deadline.ifPresent(moment -> json.put("deadline", moment.ahead(now).toString()));
        timeout.ifPresent(time -> json.put("timeoutMs", time.toMillis()));
        maxAttempts.ifPresent(number -> json.put("maxAttempts", number));
        idempotencyKey.ifPresent(text -> json.put("idempotencyKey", text));
        replyKey.ifPresent(text -> json.put("replyKey", text));
        pairs(json.objectNode(), metadata, '=', "--metadata", spec).ifPresent(all -> json.set("metadata", all));
        return json;
    }

    private static Optional<ObjectNode> pairs(ObjectNode json, List<String> texts, char mark, String option,
            CommandSpec spec) {
        for (String text : texts) {
            int at = text.indexOf(mark);
            if (at < 1) {
                throw new ParameterException(spec.commandLine(),
                        "%s: '%s' is not of the form NAME%cVALUE".formatted(option, text, mark));
            }
            json.put(text.substring(0, at).strip(), text.substring(at + 1).strip());
        }
        return json.isEmpty() ? Optional.empty() : Optional.of(json);
    }

    /** Sent byte by byte as it is; what is JSON is only named so. */
    private void putBody(ObjectNode json, String text, CommandSpec spec) {
        byte[] bytes = text.startsWith("@") ? read(text.substring(1), spec) : text.getBytes(StandardCharsets.UTF_8);
        decoded(bytes).ifPresentOrElse(it -> json.put("body", it), () -> json.put("bodyBase64", bytes));
        if (isJson(bytes) && headers.stream().noneMatch(CallOptions::isContentType)) {
            json.withObject("/headers").put("Content-Type", "application/json");
        }
    }

    private static boolean isContentType(String header) {
        return header.toLowerCase(Locale.ROOT).replace(" ", "").startsWith("content-type:");
    }

    private static byte[] read(String file, CommandSpec spec) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(),
                    "--body: the file '%s' cannot be read: %s".formatted(file, e.getClass().getSimpleName()), e);
        }
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** An object or an array, to its end. */
    private boolean isJson(byte[] bytes) {
        try (JsonParser parser = mapper.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException _) {
            return false;
        }
    }
}
