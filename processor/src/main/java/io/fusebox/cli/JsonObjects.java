package io.fusebox.cli;

import io.fusebox.call.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a stream into JSON objects without reading what is in them: one a line, or over several lines, or in an array. Each is handed on
 * byte by byte as it was written, so that the reader of requests can say what is wrong with it.
 */
final class JsonObjects {
    private static final int LIMIT = 64 << 20;

    private final InputStream input;
    private int line = 1;

    /** @param line of the input that it begins on, from 1 */
    record Slice(Payload bytes, int line) {}

    JsonObjects(InputStream input) {
        this.input = input;
    }

    /**
     * The next, or empty at the end.
     *
     * @throws CommandException for what is between the objects and has no place there
     */
    Optional<Slice> next() throws IOException {
        for (int b = read(); b >= 0; b = read()) {
            if (b == '{') {
                return Optional.of(object());
            }
            // White space and what holds an array together.
            if (" \t\r\n[],".indexOf(b) < 0) {
                throw new CommandException("line %d: a call is a JSON object and begins with '{', but here stands '%s'"
                        .formatted(line, Character.isISOControl(b) || b > 126 ? "0x%02X".formatted(b) : (char) b));
            }
        }
        return Optional.empty();
    }

    private Slice object() throws IOException {
        int begin = line;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.write('{');
        int depth = 1;
        boolean inText = false;
        boolean escaped = false;
        while (depth > 0) {
            int b = read();
            // No text goes over a line's end: so an object that lacks a quote does not take the rest with it.
            if (b < 0 || (inText && b == '\n')) {
                return new Slice(Payload.of(bytes.toByteArray()), begin);
            }
            bytes.write(b);
            if (bytes.size() > LIMIT) {
                throw new CommandException(
                        "line %d: the object that begins there is larger than %d MiB".formatted(begin, LIMIT >> 20));
            }
            if (escaped) {
                escaped = false;
            } else if (inText) {
                escaped = b == '\\';
                inText = b != '"';
            } else if (b == '"') {
                inText = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
        return new Slice(Payload.of(bytes.toByteArray()), begin);
    }

    private int read() throws IOException {
        int b = input.read();
        if (b == '\n') {
            line++;
        }
        return b;
    }
}
