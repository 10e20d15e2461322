package io.fusebox.demo;

import io.fusebox.call.ResultStatus;
import java.util.List;
import java.util.Map;

/**
 * What came of the demo's calls, as the topics tell.
 *
 * @param rows by destination
 * @param guests calls that others sent meanwhile
 */
public record DemoSummary(List<Row> rows, Guests guests) {
    /**
     * A destination's calls.
     *
     * @param sent calls found on requests
     * @param results terminal ones, by status
     * @param parkedPeak the most that waited at once, of what was told once a second
     * @param breakerChanges changes of the breaker's state
     * @param attempts HTTP exchanges
     * @param lost calls without a terminal result
     * @param doubled terminal results beyond a call's first
     */
    record Row(
            String destination,
            int sent,
            Map<ResultStatus, Integer> results,
            long parkedPeak,
            int breakerChanges,
            long attempts,
            int lost,
            int doubled) {}

    /**
     * Calls with ids that are not the demo's.
     *
     * @param calls found on requests
     * @param unreadable records on requests that are no calls
     */
    record Guests(int calls, int unreadable, Map<ResultStatus, Integer> results) {
        boolean isEmpty() {
            return calls == 0 && unreadable == 0 && results.isEmpty();
        }
    }

    public int sent() {
        return rows.stream().mapToInt(Row::sent).sum();
    }

    public int lost() {
        return rows.stream().mapToInt(Row::lost).sum();
    }

    public int doubled() {
        return rows.stream().mapToInt(Row::doubled).sum();
    }

    /** Whether every call has exactly one result. */
    public boolean isSound() {
        return lost() == 0 && doubled() == 0;
    }
}
