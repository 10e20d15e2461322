package io.fusebox.specs;

import static io.fusebox.specs.BadInput.call;
import static io.fusebox.specs.BadInput.good;
import static io.fusebox.specs.BadInput.malformed;
import static io.fusebox.specs.BadInput.malformedJson;

import io.fusebox.schemas.CommandKind;
import io.fusebox.schemas.OperatorCommand;
import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.Producer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;

/** What cannot be read on the requests topic: it is no call, or a call without a name. */
final class UnreadableRecords {
    private UnreadableRecords() {}

    static List<BadInput> asBytes() {
        return List.of(malformed("has no value (a tombstone)", producer -> callOf(producer).withoutValue()),
                malformed("has an empty value", _ -> bytes()),
                malformed("is text, but no JSON object", _ -> text("<call/>")),
                malformed("is a JSON array", _ -> text("[{\"id\":\"a\"}]")),
                malformed("is binary, but not in the Confluent wire format", _ -> bytes(0xDE, 0xAD, 0xBE, 0xEF)),
                malformed("is 2 MB of garbage", _ -> Input.request("payments", filled(2_000_000, (byte) 0x7F))),
                malformed("is 2 MB of garbage with a key of 2 MB",
                        _ -> new Input("fusebox.requests", Optional.of(filled(2_000_000, (byte) 'k')),
                                Optional.of(filled(2_000_000, (byte) 0x7F)), Map.of(), Optional.empty())),
                malformed("ends within its schema id", _ -> bytes(0, 0, 1)),
                malformed("has a schema id that the registry does not know", _ -> bytes(0, 0, 0, 3, 0xE7, 2, 97)),
                malformed("is another Avro record",
                        producer -> Input.request("payments", producer.avro(
                                OperatorCommand.newBuilder().setKind(CommandKind.RESET).setAt(Instant.EPOCH).build()))),
                malformed("is a `CallRequest` of a schema without `id`", UnreadableRecords::withoutIdInItsSchema),
                malformed("ends in the middle", producer -> cut(callOf(producer))),
                malformed("goes on after its end", producer -> longer(callOf(producer))),
                malformed("announces more bytes than it has", UnreadableRecords::announcingTwoGigabytes),
                malformed("has 3 MB of metadata",
                        call(call -> call.setMetadata(Map.of("note", "x".repeat(3_000_000))))),
                malformed("has an empty `id`", call(call -> call.setId(""))),
                malformed("has a blank `id`", call(call -> call.setId(" \t"))),
                malformed("has a time in microseconds",
                        call(call -> call.setDeadline(Instant.ofEpochMilli(1_767_225_600_000_000L)))),
                malformed("has a time before 1970", call(call -> call.setNotBefore(Instant.ofEpochMilli(-1)))),
                malformed("has a `timeoutMs` of 0", call(call -> call.setTimeoutMs(0))),
                malformed("has a `maxAttempts` below 1", call(call -> call.setMaxAttempts(-3))));
    }

    static List<BadInput> asJson() {
        return List.of(malformedJson("has no `id`", "{'destination':'payments'}"),
                malformedJson("has an `id` that is `null`", "{'id':null}"),
                malformedJson("has an unknown field", "{'id':'a','colour':'red'}"),
                malformedJson("spells a field another way", "{'id':'a','ordering_key':'k'}"),
                malformedJson("has a field twice", "{'id':'a','id':'b'}"),
                malformedJson("has a field of its body twice", "{'id':'a','body':{'x':1,'x':2}}"),
                malformedJson("has a field of a wrong type", "{'id':'a','timeoutMs':'10s'}"),
                malformedJson("has a header that is no string", "{'id':'a','headers':{'X-Count':7}}"),
                malformedJson("has a number that is too large", "{'id':'a','maxAttempts':99999999999}"),
                malformedJson("has a time without an offset", "{'id':'a','deadline':'2026-01-31T12:00:00'}"),
                malformedJson("has both bodies", "{'id':'a','body':'x','bodyBase64':'eA=='}"),
                malformedJson("has a `bodyBase64` that is none", "{'id':'a','bodyBase64':'**'}"),
                malformedJson("has half of a surrogate pair", "{'id':'\\ud83d'}"),
                malformedJson("breaks off", "{'id':'a',"),
                malformedJson("is nested 300 deep", "{'id':'a','body':" + "[".repeat(300) + "]".repeat(300) + "}"),
                malformedJson("is followed by another", "{'id':'a'}{'id':'b'}"),
                malformed("is not UTF-8", _ -> bytes('{', '"', 'i', 'd', '"', ':', '"', 0xC3, 0x28, '"', '}')));
    }

    private static Input callOf(Producer producer) {
        return producer.request(good());
    }

    private static Input text(String text) {
        return Input.request("payments", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Input bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Input.request("payments", bytes);
    }

    private static byte[] filled(int size, byte with) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, with);
        return bytes;
    }

    private static Input withoutIdInItsSchema(Producer producer) {
        var schema = SchemaBuilder.record("CallRequest")
                .namespace("io.fusebox.schemas")
                .fields()
                .requiredString("destination")
                .endRecord();
        return Input.request("payments",
                producer.avro(new GenericRecordBuilder(schema).set("destination", "payments").build()));
    }

    private static Input cut(Input call) {
        byte[] whole = call.value().orElseThrow();
        return Input.request("payments", Arrays.copyOf(whole, whole.length - 3));
    }

    private static Input longer(Input call) {
        byte[] whole = call.value().orElseThrow();
        return Input.request("payments", Arrays.copyOf(whole, whole.length + 3));
    }

    /** The length of the id, which comes first, is the largest that there is. */
    private static Input announcingTwoGigabytes(Producer producer) {
        byte[] head = Arrays.copyOf(callOf(producer).value().orElseThrow(), 5);
        byte[] twoGigabytes = { (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F };
        return Input.request("payments", ByteBuffer.allocate(30).put(head).put(twoGigabytes).array());
    }
}
