package io.fusebox.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Kept answers as plain data. */
final class InMemoryAnswers implements AnswerMemory {
    final Map<AnswerKey, CachedAnswer> rows = new LinkedHashMap<>();

    @Override
    public Optional<CachedAnswer> get(AnswerKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public void put(AnswerKey key, CachedAnswer answer) {
        rows.put(key, answer);
    }

    @Override
    public void remove(AnswerKey key) {
        rows.remove(key);
    }

    @Override
    public void forEach(Visitor visitor) {
        Map.copyOf(rows).forEach(visitor::visit);
    }
}
