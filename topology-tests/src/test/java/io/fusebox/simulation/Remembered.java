package io.fusebox.simulation;

import java.util.ArrayList;
import java.util.List;

/** What is known of something, of which the part since the last commit can be taken back. */
abstract class Remembered {
    private boolean touched;

    /** What is known now holds, whatever comes. */
    abstract void keep();

    /** Back to what was kept. */
    abstract void revert();

    /** All that a transaction has changed so far. */
    static final class Changes {
        private final List<Remembered> changed = new ArrayList<>();

        void add(Remembered one) {
            if (!one.touched) {
                one.touched = true;
                changed.add(one);
            }
        }

        void commit() {
            changed.forEach(Remembered::keep);
            clear();
        }

        void rollBack() {
            changed.forEach(Remembered::revert);
            clear();
        }

        private void clear() {
            changed.forEach(one -> one.touched = false);
            changed.clear();
        }
    }
}
