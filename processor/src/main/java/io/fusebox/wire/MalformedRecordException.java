package io.fusebox.wire;

/** Ends the reading of a record that cannot be read; the codecs turn it into {@link Decoded.Malformed}. */
final class MalformedRecordException extends RuntimeException {
    MalformedRecordException(String reason) {
        // No trace: it is told to the record's producer, and there may be many.
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
