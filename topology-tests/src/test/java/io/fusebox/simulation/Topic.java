package io.fusebox.simulation;

import java.util.ArrayList;
import java.util.List;

/** One partition of a topic: what is written and how far it is read is part of a transaction. */
final class Topic<R> {
    private final List<R> records = new ArrayList<>();
    private final List<R> uncommitted = new ArrayList<>();
    private int position;
    private int committedPosition;

    /** From outside: to be read at once. */
    void append(R value) {
        records.add(value);
    }

    /** From within the transaction: to be read when that is committed. */
    void write(R value) {
        uncommitted.add(value);
    }

    boolean hasNext() {
        return position < records.size();
    }

    /** The offset of the next record. */
    int position() {
        return position;
    }

    R next() {
        return records.get(position++);
    }

    void commit() {
        records.addAll(uncommitted);
        uncommitted.clear();
        committedPosition = position;
    }

    void rollBack() {
        uncommitted.clear();
        position = committedPosition;
    }

    /** Nothing is left to be read, and that is committed. */
    boolean isDone() {
        return uncommitted.isEmpty() && committedPosition == records.size();
    }

    /** For somebody who reads beside: whoever was replaced goes on from where it was. */
    Topic<R> readAlong() {
        Topic<R> view = new Topic<>();
        view.records.addAll(records);
        view.position = position;
        return view;
    }
}
