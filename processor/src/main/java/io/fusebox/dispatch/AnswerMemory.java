package io.fusebox.dispatch;

import java.util.Optional;

/** Where good answers are kept for worse times. Outlives the task. */
public interface AnswerMemory {
    Optional<CachedAnswer> get(AnswerKey key);

    void put(AnswerKey key, CachedAnswer answer);

    void remove(AnswerKey key);

    /** All that are kept; asked once at start. */
    void forEach(Visitor visitor);

    /** Sees what is kept; may remove what it sees. */
    interface Visitor {
        void visit(AnswerKey key, CachedAnswer answer);
    }
}
