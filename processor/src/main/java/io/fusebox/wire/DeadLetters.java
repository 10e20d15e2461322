package io.fusebox.wire;

import io.fusebox.call.DeadLetter;
import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import io.fusebox.schemas.DeadLetterReason;
import io.fusebox.schemas.RawHeader;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dead letters to Avro and back. */
final class DeadLetters {
    private static final int DETAIL_LIMIT = 2000;

    private DeadLetters() {}

    static io.fusebox.schemas.DeadLetter toAvro(DeadLetter letter) {
        var builder = io.fusebox.schemas.DeadLetter.newBuilder()
                .setReason(DeadLetterReason.valueOf(letter.reason().name()))
                .setDetail(Texts.shorten(letter.detail(), DETAIL_LIMIT))
                .setAt(letter.at())
                .setSource(Deliveries.position(letter.origin()))
                .setBodyOmitted(letter.bodyOmitted());
        switch (letter) {
            case DeadLetter.Ended ended ->
                builder.setProblem(Results.problem(ended.problem())).setDelivery(Deliveries.toAvro(ended.delivery()));
            case DeadLetter.Refused refused -> builder.setRaw(raw(refused.record()));
        }
        return builder.build();
    }

    static DeadLetter toDomain(io.fusebox.schemas.DeadLetter letter) {
        if (letter.getReason() == DeadLetterReason.OTHER) {
            throw new MalformedRecordException("its reason is one that only a later version knows");
        }
        DeadLetter.Reason reason = DeadLetter.Reason.valueOf(letter.getReason().name());
        if (letter.getRaw().isPresent()) {
            return new DeadLetter.Refused(raw(letter.getRaw().get()), reason, letter.getDetail(), letter.getAt(),
                    letter.getBodyOmitted());
        }
        if (letter.getDelivery().isEmpty() || letter.getProblem().isEmpty()) {
            throw new MalformedRecordException("it has neither 'raw' nor 'delivery' and 'problem'");
        }
        return new DeadLetter.Ended(Deliveries.toDomain(letter.getDelivery().get()), reason,
                Results.problem(letter.getProblem().get()), letter.getAt(), letter.getBodyOmitted());
    }

    static io.fusebox.schemas.RawRecord raw(RawRecord raw) {
        return io.fusebox.schemas.RawRecord.newBuilder()
                .setSource(Deliveries.position(raw.origin()))
                .setTimestamp(raw.timestamp())
                .setKey(buffer(raw.key()))
                .setValue(buffer(raw.value()))
                .setHeaders(raw.headers()
                        .stream()
                        .map(header -> new RawHeader(header.name(), buffer(header.value())))
                        .toList())
                .build();
    }

    static RawRecord raw(io.fusebox.schemas.RawRecord raw) {
        return new RawRecord(
                Deliveries.origin(raw.getSource()),
                raw.getTimestamp(),
                raw.getKey().map(Calls::payload),
                raw.getValue().map(Calls::payload),
                raw.getHeaders()
                        .stream()
                        .map(header -> new RawRecord.Header(header.getName(), header.getValue().map(Calls::payload)))
                        .toList());
    }

    /** An empty value is not an absent one. */
    private static @Nullable ByteBuffer buffer(Optional<Payload> payload) {
        return payload.map(present -> ByteBuffer.wrap(present.bytes())).orElse(null);
    }
}
