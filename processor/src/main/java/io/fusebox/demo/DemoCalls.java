package io.fusebox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.call.Call;
import io.fusebox.call.Payload;
import io.fusebox.wire.Codecs;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The calls that the demo makes up, as an application would write them: one half in JSON, the other in Avro. */
final class DemoCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PATHS = Map.of(DemoDestinations.PAYMENTS, "/charges",
            DemoDestinations.INVENTORY, "/reservations", DemoDestinations.EMAIL, "/messages");

    private final Codecs codecs;

    /** Threading notes: for one thread, as the codecs are. */
    DemoCalls(Codecs codecs) {
        this.codecs = codecs;
    }

    /** @param ids how the call's id begins */
    byte[] encoded(String ids, String destination, long number) {
        String id = "%s%s-%d".formatted(ids, destination, number);
        String path = PATHS.getOrDefault(destination, "/");
        Map<String, Object> body = Map.of("order", number);
        return number % 2 == 0 ? json(id, destination, path, body) : avro(id, destination, path, body);
    }

    private static byte[] json(String id, String destination, String path, Map<String, Object> body) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("id", id);
        call.put("destination", destination);
        call.put("path", path);
        call.put("body", body);
        return bytes(call);
    }

    private byte[] avro(String id, String destination, String path, Map<String, Object> body) {
        return codecs.encodeRequest(new Call(id, destination, Optional.empty(), "POST", Optional.of(path),
                Optional.empty(), Map.of("Content-Type", "application/json"), Payload.of(bytes(body)), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty(),
                Optional.empty(), Map.of()));
    }

    private static byte[] bytes(Map<String, Object> value) {
        try {
            return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is to be sent is no JSON", e);
        }
    }
}
