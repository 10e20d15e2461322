package io.fusebox.simulation;

import io.fusebox.dispatch.AnswerKey;
import io.fusebox.dispatch.AnswerMemory;
import io.fusebox.dispatch.CachedAnswer;
import java.util.Map;
import java.util.Optional;

/** The memory of good answers as a map. */
record SimulatedAnswers(TransactionalMap<AnswerKey, CachedAnswer> answers) implements AnswerMemory {
    @Override
    public Optional<CachedAnswer> get(AnswerKey key) {
        return answers.get(key);
    }

    @Override
    public void put(AnswerKey key, CachedAnswer answer) {
        answers.put(key, answer);
    }

    @Override
    public void remove(AnswerKey key) {
        answers.remove(key);
    }

    @Override
    public void forEach(Visitor visitor) {
        Map.copyOf(answers.rows()).forEach(visitor::visit);
    }
}
