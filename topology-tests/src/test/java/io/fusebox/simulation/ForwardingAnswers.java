package io.fusebox.simulation;

import io.fusebox.dispatch.AnswerKey;
import io.fusebox.dispatch.AnswerMemory;
import io.fusebox.dispatch.CachedAnswer;
import java.util.Optional;

/** A memory of good answers before another, to change one thing of it. */
class ForwardingAnswers implements AnswerMemory {
    private final AnswerMemory memory;

    ForwardingAnswers(AnswerMemory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<CachedAnswer> get(AnswerKey key) {
        return memory.get(key);
    }

    @Override
    public void put(AnswerKey key, CachedAnswer answer) {
        memory.put(key, answer);
    }

    @Override
    public void remove(AnswerKey key) {
        memory.remove(key);
    }

    @Override
    public void forEach(Visitor visitor) {
        memory.forEach(visitor);
    }
}
