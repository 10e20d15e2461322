package io.fusebox.wire;

import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.Parked;
import io.fusebox.call.Pause;
import io.fusebox.dispatch.CachedAnswer;
import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.state.AnswerRow;
import io.fusebox.schemas.state.ErrandRow;
import io.fusebox.schemas.state.PauseRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Rows of a state store, in Avro's single-object encoding (Avro 1.12 specification, "Single-object encoding"): the schema's
 * fingerprint stands before each, so that a later version finds the schema that an earlier one wrote with.
 *
 * <p>Threading notes: for one thread.
 *
 * @param <D> what the program speaks of
 */
public final class StateCodec<D> {
    private static final int HEAD = 10;

    private final AvroBytes avro = new AvroBytes();
    private final Bound<?, D> bound;

    private StateCodec(Bound<?, D> bound) {
        this.bound = bound;
    }

    static <A extends SpecificRecord, D> StateCodec<D> of(Class<A> type, Function<D, A> toAvro,
            Function<A, D> toDomain) {
        return of(type, toAvro, toDomain, StateSchemas.versions(type.getSimpleName()));
    }

    static <A extends SpecificRecord, D> StateCodec<D> of(Class<A> type, Function<D, A> toAvro, Function<A, D> toDomain,
            List<Schema> versions) {
        return new StateCodec<>(new Bound<>(RecordType.of(type), toAvro, toDomain, versions));
    }

    public static StateCodec<Parked> parked() {
        return of(ParkedCall.class, Deliveries::toAvro, Deliveries::toDomain);
    }

    public static StateCodec<LedgerRow> ledger() {
        return of(io.fusebox.schemas.state.LedgerRow.class, LedgerRows::toAvro, LedgerRows::toDomain);
    }

    public static StateCodec<BreakerSnapshot> breakers() {
        return of(io.fusebox.schemas.state.BreakerSnapshot.class, Snapshots::toAvro, Snapshots::toDomain);
    }

    public static StateCodec<Pause> pauses() {
        return of(PauseRow.class, pause -> new PauseRow(pause.until(), pause.why(), pause.by().label()),
                row -> new Pause(row.getUntil(), row.getWhy(), Breakers.pausedBy(row.getBy())));
    }

    public static StateCodec<Errand> errands() {
        return of(ErrandRow.class, Orders::toAvro, Orders::toDomain);
    }

    public static StateCodec<CachedAnswer> answers() {
        return of(AnswerRow.class, Answers::toAvro, Answers::toDomain);
    }

    public byte[] encode(D row) {
        return bound.encode(row, avro);
    }

    /** @throws IllegalStateException for bytes that no version up to this one has written */
    public D decode(byte[] bytes) {
        return bound.decode(bytes, avro);
    }

    private static final class Bound<A extends SpecificRecord, D> {
        private final RecordType<A> type;
        private final Function<D, A> toAvro;
        private final Function<A, D> toDomain;
        private final SpecificDatumWriter<A> writer;
        private final byte[] head;
        private final Map<Long, DatumReader<A>> readers = new HashMap<>();

        Bound(RecordType<A> type, Function<D, A> toAvro, Function<A, D> toDomain, List<Schema> versions) {
            this.type = type;
            this.toAvro = toAvro;
            this.toDomain = toDomain;
            writer = AvroBytes.writer(type);
            head = ByteBuffer.allocate(HEAD)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put((byte) 0xC3)
                    .put((byte) 0x01)
                    .putLong(fingerprint(type.schema()))
                    .array();
            addReader(type.schema());
            versions.forEach(this::addReader);
        }

        private void addReader(Schema written) {
            readers.put(fingerprint(written), AvroBytes.reader(written, type));
        }

        byte[] encode(D row, AvroBytes avro) {
            return avro.write(writer, head, toAvro.apply(row));
        }

        D decode(byte[] bytes, AvroBytes avro) {
            try {
                return toDomain.apply(avro.read(reader(bytes), bytes, HEAD));
            } catch (MalformedRecordException e) {
                throw new IllegalStateException(
                        "a row of the state is no %s: %s".formatted(type.schema().getName(), e.reason()));
            }
        }

        private DatumReader<A> reader(byte[] bytes) {
            if (bytes.length < HEAD || !Arrays.equals(bytes, 0, 2, head, 0, 2)) {
                throw new MalformedRecordException("it does not begin as Avro's single-object encoding does");
            }
            long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
            DatumReader<A> reader = readers.get(fingerprint);
            if (reader == null) {
                throw new MalformedRecordException(
                        "a schema with the fingerprint %016x is not among those up to this version; was it written by a later one?"
                                .formatted(fingerprint));
            }
            return reader;
        }

        private static long fingerprint(Schema schema) {
            return SchemaNormalization.parsingFingerprint64(schema);
        }
    }
}
