package io.fusebox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.call.Call;
import io.fusebox.call.Payload;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.Decoded;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads requests as the processor will, and makes copies of them. */
final class Calls {
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private final Codecs codecs;

    /** @param json as it was checked */
    record Checked(Call call, Payload json) {}

    Calls(Codecs codecs) {
        this.codecs = codecs;
    }

    /** @throws CommandException with the processor's reason for a request that it would refuse */
    Checked check(Payload json) {
        return switch (codecs.decodeRequest(json.bytes())) {
            case Decoded.Read<Call>(Call call) -> new Checked(call, json);
            case Decoded.Malformed<Call>(String reason) -> throw new CommandException(reason);
            case Decoded.NotYet<Call>(String reason) -> throw new CommandException(reason);
        };
    }

    Payload bytes(ObjectNode json) {
        try {
            return Payload.of(mapper.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same call under another id: the one that it has, and a number. */
    Checked copy(Checked original, long number) {
        try {
            ObjectNode json = (ObjectNode) mapper.readTree(original.json().bytes());
            json.put("id", original.call().id() + "-" + number);
            return check(bytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
