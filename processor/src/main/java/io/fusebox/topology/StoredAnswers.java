package io.fusebox.topology;

import io.fusebox.dispatch.AnswerKey;
import io.fusebox.dispatch.AnswerMemory;
import io.fusebox.dispatch.CachedAnswer;
import io.fusebox.wire.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Good answers in the state store of what was seen: rows {@code A destination | digest}. */
final class StoredAnswers implements AnswerMemory {
    private static final byte ANSWER = 'A';
    /** No name of a destination has a bar in it. */
    private static final char BAR = '|';

    private final KeyValueStore<byte[], byte[]> store;
    private final StateCodec<CachedAnswer> codec;

    StoredAnswers(KeyValueStore<byte[], byte[]> store, StateCodec<CachedAnswer> codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Optional<CachedAnswer> get(AnswerKey key) {
        return Optional.ofNullable(store.get(written(key))).map(codec::decode);
    }

    @Override
    public void put(AnswerKey key, CachedAnswer answer) {
        store.put(written(key), codec.encode(answer));
    }

    @Override
    public void remove(AnswerKey key) {
        store.put(written(key), null);
    }

    @Override
    public void forEach(Visitor visitor) {
        try (KeyValueIterator<byte[], byte[]> rows = store.range(new byte[]{ ANSWER }, new byte[]{ ANSWER + 1 })) {
            while (rows.hasNext()) {
                KeyValue<byte[], byte[]> row = rows.next();
                visitor.visit(read(row.key), codec.decode(row.value));
            }
        }
    }

    private static byte[] written(AnswerKey key) {
        byte[] text = (key.destination() + BAR + key.digest()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(ANSWER).put(text).array();
    }

    private static AnswerKey read(byte[] written) {
        String text = new String(written, 1, written.length - 1, StandardCharsets.UTF_8);
        int bar = text.lastIndexOf(BAR);
        return new AnswerKey(text.substring(0, bar), text.substring(bar + 1));
    }
}
