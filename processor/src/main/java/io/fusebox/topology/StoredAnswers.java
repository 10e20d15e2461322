package io.fusebox.topology;

import io.fusebox.dispatch.AnswerKey;
import io.fusebox.dispatch.AnswerMemory;
import io.fusebox.dispatch.CachedAnswer;
import io.fusebox.wire.StateCodec;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Good answers in their state store. */
final class StoredAnswers implements AnswerMemory {
    /** No name of a destination has a bar in it. */
    private static final char BAR = '|';

    private final KeyValueStore<String, byte[]> store;
    private final StateCodec<CachedAnswer> codec;

    StoredAnswers(KeyValueStore<String, byte[]> store, StateCodec<CachedAnswer> codec) {
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
        try (KeyValueIterator<String, byte[]> rows = store.all()) {
            while (rows.hasNext()) {
                KeyValue<String, byte[]> row = rows.next();
                visitor.visit(read(row.key), codec.decode(row.value));
            }
        }
    }

    private static String written(AnswerKey key) {
        return key.destination() + BAR + key.digest();
    }

    private static AnswerKey read(String written) {
        int bar = written.lastIndexOf(BAR);
        return new AnswerKey(written.substring(0, bar), written.substring(bar + 1));
    }
}
