package io.fusebox.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Sorted rows, of which those written since the last commit can be taken back. */
final class TransactionalMap<K, V> {
    private record Change<K, V>(K key, Optional<V> before) {}

    private final TreeMap<K, V> rows;
    private final List<Change<K, V>> uncommitted = new ArrayList<>();

    TransactionalMap(Comparator<? super K> order) {
        this.rows = new TreeMap<>(order);
    }

    private TransactionalMap(TreeMap<K, V> rows) {
        this.rows = rows;
    }

    /** To read in. */
    NavigableMap<K, V> rows() {
        return rows;
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    void put(K key, V row) {
        uncommitted.add(new Change<>(key, Optional.ofNullable(rows.put(key, row))));
    }

    void remove(K key) {
        uncommitted.add(new Change<>(key, Optional.ofNullable(rows.remove(key))));
    }

    void commit() {
        uncommitted.clear();
    }

    /** The rows as they were at the last commit, for somebody else. */
    TransactionalMap<K, V> committed() {
        TreeMap<K, V> copy = new TreeMap<>(rows);
        for (Change<K, V> change : uncommitted.reversed()) {
            change.before().ifPresentOrElse(row -> copy.put(change.key(), row), () -> copy.remove(change.key()));
        }
        return new TransactionalMap<>(copy);
    }
}
