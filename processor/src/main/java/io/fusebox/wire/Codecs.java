package io.fusebox.wire;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.Call;
import io.fusebox.call.Command;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Parked;
import io.fusebox.call.Result;
import io.fusebox.schemas.CallResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * The values of all topics: bytes to what the program speaks of, and back.
 *
 * <p>Threading notes: for one thread. Decoding waits for nothing ({@link Decoded.NotYet}) and throws nothing, whatever the bytes;
 * encoding waits for nothing either, because all schemas are registered at start.
 */
public final class Codecs {
    private final Topics topics;
    private final RecordFormat format;
    private final CodecOptions options;

    public Codecs(Topics topics, WireFormat format, CodecOptions options) {
        this.topics = topics;
        this.format = format.forThread();
        this.options = options;
    }

    /** Avro or JSON. A tombstone is given as no bytes. */
    public Decoded<Call> decodeRequest(byte[] value) {
        return JsonFormat.beginsObject(value) ? guarded(() -> Calls.toDomain(JsonRequests.read(value)))
                : decode(topics.requests(), value, RecordType.REQUEST, Calls::toDomain);
    }

    public Decoded<Parked> decodeParked(byte[] value) {
        return decode(topics.retry(), value, RecordType.PARKED, Deliveries::toDomain);
    }

    public Decoded<Command> decodeCommand(byte[] value) {
        return decode(topics.commands(), value, RecordType.COMMAND, Commands::toDomain);
    }

    public Decoded<DestinationSettings> decodeDestination(byte[] value) {
        return decode(topics.destinations(), value, RecordType.DESTINATION, Commands::toDomain);
    }

    public Decoded<DeadLetter> decodeDeadLetter(byte[] value) {
        return decode(topics.deadLetters(), value, RecordType.DEAD_LETTER, DeadLetters::toDomain);
    }

    public Decoded<PublishedEvent> decodeEvent(byte[] value) {
        return decode(topics.breakerEvents(), value, RecordType.BREAKER_EVENT,
                event -> new PublishedEvent(Breakers.toDomain(event), event.getOwner().orElse("")));
    }

    public Decoded<BreakerStatus> decodeStatus(byte[] value) {
        return decode(topics.breakerStatus(), value, RecordType.BREAKER_STATUS, Breakers::toDomain);
    }

    /**
     * A record of one of our topics in its JSON form, for people and scripts.
     *
     * @throws IllegalArgumentException for a topic that is not ours
     */
    public Decoded<String> json(String topic, byte[] value) {
        RecordType<?> type = RecordType.byTopic(topics).get(topic);
        if (type == null) {
            throw new IllegalArgumentException("%s is none of %s".formatted(topic, topics.all()));
        }
        return JsonFormat.beginsObject(value) ? new Decoded.Read<>(new String(value, StandardCharsets.UTF_8))
                : decode(topic, value, type, found -> new String(JsonRecords.write(found), StandardCharsets.UTF_8));
    }

    public byte[] encodeRequest(Call call) {
        return format.encode(topics.requests(), Calls.toAvro(call), RecordType.REQUEST);
    }

    public byte[] encodeParked(Parked parked) {
        return format.encode(topics.retry(), Deliveries.toAvro(parked), RecordType.PARKED);
    }

    public byte[] encodeResult(Result result) {
        Function<CallResult, byte[]> encoder = options.jsonResults() ? JsonRecords::write
                : avro -> format.encode(topics.results(), avro, RecordType.RESULT);
        return Results.encode(Results.toAvro(result), options.maxRecordBytes(), encoder);
    }

    public byte[] encodeDeadLetter(DeadLetter letter) {
        byte[] full = encode(options.deadLetterBodies() ? letter : letter.withoutBody());
        if (full.length <= options.maxRecordBytes()) {
            return full;
        }
        byte[] bodiless = encode(letter.withoutBody());
        return bodiless.length <= options.maxRecordBytes() ? bodiless : encode(letter.bare());
    }

    /** An encoded result or dead letter is no larger; a record that is larger cannot be kept as it is. */
    public int maxRecordBytes() {
        return options.maxRecordBytes();
    }

    private byte[] encode(DeadLetter letter) {
        return format.encode(topics.deadLetters(), DeadLetters.toAvro(letter), RecordType.DEAD_LETTER);
    }

    /** @param owner host and task */
    public byte[] encodeEvent(StateChange change, String owner) {
        return format.encode(topics.breakerEvents(), Breakers.toAvro(change, Optional.of(owner)),
                RecordType.BREAKER_EVENT);
    }

    public byte[] encodeStatus(BreakerStatus status) {
        return format.encode(topics.breakerStatus(), Breakers.toAvro(status), RecordType.BREAKER_STATUS);
    }

    public byte[] encodeCommand(Command command) {
        return format.encode(topics.commands(), Commands.toAvro(command), RecordType.COMMAND);
    }

    public byte[] encodeDestination(DestinationSettings settings) {
        return format.encode(topics.destinations(), Commands.toAvro(settings), RecordType.DESTINATION);
    }

    private <A extends SpecificRecord, D> Decoded<D> decode(String topic, byte[] value, RecordType<A> type,
            Function<? super A, D> toDomain) {
        return switch (format.decode(topic, value, type)) {
            case Decoded.Read<A>(A found) -> guarded(() -> toDomain.apply(found));
            case Decoded.Malformed<A>(String reason) -> new Decoded.Malformed<>(reason);
            case Decoded.NotYet<A>(String reason) -> new Decoded.NotYet<>(reason);
        };
    }

    private static <D> Decoded<D> guarded(Supplier<D> reading) {
        try {
            return new Decoded.Read<>(reading.get());
        } catch (MalformedRecordException e) {
            return new Decoded.Malformed<>(e.reason());
        }
    }
}
