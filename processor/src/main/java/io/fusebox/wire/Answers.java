package io.fusebox.wire;

import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.dispatch.CachedAnswer;
import io.fusebox.schemas.state.AnswerRow;
import java.util.Map;

/** Kept answers to Avro and back. */
final class Answers {
    private Answers() {}

    static AnswerRow toAvro(CachedAnswer cached) {
        Response answer = cached.answer();
        return new AnswerRow(cached.storedAt(), answer.status(), answer.headers(), Calls.buffer(answer.body()));
    }

    static CachedAnswer toDomain(AnswerRow row) {
        Payload body = row.getBody().map(Calls::payload).orElse(Payload.EMPTY);
        return new CachedAnswer(new Response(row.getStatus(), Map.copyOf(row.getHeaders()), body, false),
                row.getStoredAt());
    }
}
