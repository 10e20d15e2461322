package io.fusebox.call;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A set of outcomes, as configuration writes it: a status ({@code 503}), a class ({@code 5xx}) or a kind ({@code timeout}).
 * Matching costs no garbage: it is asked once or twice for every call.
 */
public final class OutcomeList {
    public static final OutcomeList NONE = parse(List.of());

    private final List<String> entries;
    private final BitSet statuses = new BitSet(600);
    private final Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);

    private OutcomeList(List<String> entries) {
        this.entries = List.copyOf(entries);
    }

    /** @throws IllegalArgumentException naming the entry that is neither a status, a class nor a kind */
    public static OutcomeList parse(List<String> entries) {
        OutcomeList list = new OutcomeList(entries);
        entries.forEach(list::add);
        return list;
    }

    public static OutcomeList of(String... entries) {
        return parse(Arrays.asList(entries));
    }

    private void add(String entry) {
        if (entry.matches("[1-5]xx")) {
            int first = (entry.charAt(0) - '0') * 100;
            statuses.set(first, first + 100);
        } else if (entry.matches("[1-5][0-9][0-9]")) {
            statuses.set(Integer.parseInt(entry));
        } else {
            kinds.add(FailureKind.ofLabel(entry)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'%s' is no outcome: write a status (503), a class (5xx) or one of %s".formatted(entry,
                                    Arrays.stream(FailureKind.values()).map(FailureKind::label).toList()))));
        }
    }

    public boolean contains(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(Response response) -> statuses.get(response.status());
            case Outcome.Failed(FailureKind kind, var _, var _) -> kinds.contains(kind);
        };
    }

    /** As configured. */
    public List<String> entries() {
        return entries;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutcomeList that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
