package io.fusebox.topology;

import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import io.fusebox.call.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The record headers that Fusebox reads and writes. */
final class RecordHeaders {
    private static final String TRACEPARENT = "traceparent";
    private static final String TRACESTATE = "tracestate";
    private static final int LONGEST_TRACE = 8_192;
    /** On the retry topic: the ledger's row that keeps the call's place until it is read back. */
    private static final String SLOT = "fusebox-slot";

    /** In the ledger: how large a record was that could not be kept. */
    static final String DROPPED = "fusebox-dropped";

    private RecordHeaders() {}

    static List<RawRecord.Header> copyOf(Headers headers) {
        List<RawRecord.Header> copy = new ArrayList<>();
        for (Header header : headers) {
            copy.add(new RawRecord.Header(header.key(), Optional.ofNullable(header.value()).map(Payload::of)));
        }
        return copy;
    }

    static Optional<TraceContext> trace(RawRecord record) {
        return text(record, TRACEPARENT).filter(RecordHeaders::mayTravel)
                .map(parent -> new TraceContext(parent, text(record, TRACESTATE).filter(RecordHeaders::mayTravel)));
    }

    /** The standard asks for 512 characters to be passed on; they are copied into every record of the call. */
    private static boolean mayTravel(String text) {
        return text.length() <= LONGEST_TRACE;
    }

    /** Empty where there is none, or it is not a number: whoever writes to the retry topic may write anything. */
    static OptionalInt slot(RawRecord record) {
        return text(record, SLOT).filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElseGet(OptionalInt::empty);
    }

    /** The size of what was dropped. */
    static Optional<String> dropped(RawRecord record) {
        return text(record, DROPPED);
    }

    static Headers none() {
        return new org.apache.kafka.common.header.internals.RecordHeaders();
    }

    static Headers ofSlot(int slot) {
        return new org.apache.kafka.common.header.internals.RecordHeaders().add(SLOT,
                Integer.toString(slot).getBytes(StandardCharsets.US_ASCII));
    }

    static Headers ofTrace(Optional<TraceContext> trace) {
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        trace.ifPresent(context -> {
            headers.add(TRACEPARENT, context.traceparent().getBytes(StandardCharsets.US_ASCII));
            context.tracestate().ifPresent(state -> headers.add(TRACESTATE, state.getBytes(StandardCharsets.US_ASCII)));
        });
        return headers;
    }

    private static Optional<String> text(RawRecord record, String name) {
        return record.headers()
                .stream()
                .filter(header -> header.name().equals(name))
                .findFirst()
                .flatMap(RawRecord.Header::value)
                .map(value -> new String(value.bytes(), StandardCharsets.UTF_8));
    }
}
