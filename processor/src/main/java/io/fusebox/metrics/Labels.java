package io.fusebox.metrics;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the values of a label few: past a limit all are {@code other}. A name keeps its label for as long as someone holds it, and
 * gives it back for others when the last lets go.
 *
 * <p>Threading notes: not synchronised; its owner is.
 */
final class Labels {
    static final String OTHER = "other";
    static final String AD_HOC = "ad-hoc";

    private final int limit;
    private final Map<String, Integer> holders = new HashMap<>();

    Labels(int limit) {
        this.limit = limit;
    }

    /** An ad-hoc origin holds a URL, and that is never a label. Who is called like a shared label shares it. */
    String take(String name) {
        if (name.contains("://")) {
            return AD_HOC;
        }
        if (isShared(name)) {
            return name;
        }
        if (holders.containsKey(name) || holders.size() < limit) {
            holders.merge(name, 1, Integer::sum);
            return name;
        }
        return OTHER;
    }

    /** @return whether nobody holds the label any more; shared ones stay */
    boolean giveBack(String label) {
        return !isShared(label) && holders.computeIfPresent(label, (_, count) -> count == 1 ? null : count - 1) == null;
    }

    static boolean isShared(String label) {
        return label.equals(OTHER) || label.equals(AD_HOC);
    }
}
