package io.fusebox.specs;

import static io.fusebox.specs.BadInput.call;
import static io.fusebox.specs.BadInput.good;
import static io.fusebox.specs.BadInput.made;
import static io.fusebox.specs.BadInput.malformed;

import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.CommandKind;
import io.fusebox.schemas.Delivery;
import io.fusebox.schemas.OperatorCommand;
import io.fusebox.schemas.ParkReason;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.schemas.SourcePosition;
import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.Producer;
import io.fusebox.specs.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What is odd and yet a call, and what strangers write to topics that are Fusebox's own. */
final class OddRecords {
    private OddRecords() {}

    static List<BadInput> thatAreCalls() {
        return List.of(made("has no key", producer -> producer.request(good()).withoutKey()),
                made("has an empty key", producer -> Input.request("", producer.avro(good().build()))),
                made("has the key of another destination",
                        producer -> Input.request("mail", producer.avro(good().build()))),
                made("has a negative timestamp", producer -> producer.request(good()).at(Instant.ofEpochMilli(-1))),
                made("has a `traceparent` that is none",
                        producer -> producer.request(good()).withHeader("traceparent", "none\r\nX-Evil: b")),
                made("has a `tracestate` of 2 MB",
                        producer -> producer.request(good())
                                .withHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                                .withHeader("tracestate", "x".repeat(2_000_000))),
                made("has a method in lower case", call(call -> call.setMethod("put"))),
                made("names an operation that is not configured", call(call -> call.setOperation("../x"))),
                made("has a number in its JSON body that no type can hold",
                        producer -> producer.json("payments",
                                "{\"id\":\"bad\",\"destination\":\"payments\",\"body\":1e9999999999}")),
                made("begins with white space before its JSON",
                        producer -> producer.json("payments", "\n\t {\"id\":\"bad\",\"destination\":\"payments\"}")));
    }

    static List<BadInput> onRetry() {
        return List.of(malformed("is garbage", _ -> Input.retry("payments", text("garbage"))),
                malformed("is JSON", _ -> Input.retry("payments", text("{\"id\":\"a\"}"))),
                malformed("has no value (a tombstone)", _ -> Input.retry("payments", text("")).withoutValue()),
                malformed("is a `CallRequest`", producer -> Input.retry("payments", producer.avro(good().build()))),
                malformed("has a time that no calendar knows", parked(UnaryOperator.identity(), Instant.ofEpochMilli(
                        Long.MAX_VALUE), 0, ParkReason.REROUTED)),
                malformed("was made fewer than no times", parked(UnaryOperator.identity(), World.START, -7,
                        ParkReason.RETRY)),
                new BadInput("is a call of a destination that is not configured", parked(call -> call.setDestination(
                        "nobody"), World.START, 0, ParkReason.REJECTED), new BadInput.Expected.Ended(
                                ResultStatus.FAILED,
                                "unknown-destination")),
                new BadInput("is a call that cannot be made", parked(call -> call.setPath("//evil.example/"),
                        World.START, 0, ParkReason.REJECTED),
                        new BadInput.Expected.Ended(ResultStatus.FAILED,
                                "invalid-request")),
                made("has a `fusebox-slot` that is none", producer -> parked(UnaryOperator.identity(), World.START, 0,
                        ParkReason.REJECTED).apply(producer).withHeader("fusebox-slot", "99999999999999999999")));
    }

    static List<BadInput> onCommands() {
        return List.of(malformed("is garbage", _ -> Input.command("payments", text("garbage"))),
                malformed("has no value (a tombstone)", _ -> Input.command("payments", text("")).withoutValue()),
                malformed("is a `CallRequest`", producer -> Input.command("payments", producer.avro(good().build()))),
                malformed("is a `RESET` of no destination",
                        producer -> Input.command("payments", producer.avro(command(CommandKind.RESET).build()))),
                new BadInput("is a claim of somebody else",
                        producer -> Input.command("claim-0", producer
                                .avro(command(CommandKind.CLAIM).setPartition(0).setNonce("somebody else's").build())),
                        new BadInput.Expected.Nothing()));
    }

    private static OperatorCommand.Builder command(CommandKind kind) {
        return OperatorCommand.newBuilder().setKind(kind).setAt(World.START);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Function<Producer, Input> parked(UnaryOperator<CallRequest.Builder> change, Instant receivedAt,
            int attempts, ParkReason reason) {
        return producer -> Input.retry("payments",
                producer.avro(ParkedCall.newBuilder()
                        .setDelivery(Delivery.newBuilder()
                                .setRequest(change.apply(good()).build())
                                .setSource(new SourcePosition("fusebox.requests", 0, 0L))
                                .setReceivedAt(receivedAt)
                                .setAttemptsMade(attempts)
                                .setAttemptsCounted(0)
                                .build())
                        .setReason(reason)
                        .setNotBefore(World.START)
                        .setExpiresAt(World.START.plusSeconds(3600))
                        .build()));
    }
}
