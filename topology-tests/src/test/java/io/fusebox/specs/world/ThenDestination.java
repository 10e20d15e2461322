package io.fusebox.specs.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.execution.AttemptOrder;
import java.time.Instant;
import java.util.List;

/** What a destination has seen. */
public final class ThenDestination {
    private final FakeDestination destination;

    ThenDestination(FakeDestination destination) {
        this.destination = destination;
    }

    /** All calls that were ever made to it, in this order. */
    public ThenDestination wasCalledFor(String... ids) {
        assertThat(calls()).containsExactly(ids);
        return this;
    }

    public ThenDestination wasCalledFor(List<String> ids) {
        assertThat(calls()).containsExactlyElementsOf(ids);
        return this;
    }

    public ThenDestination wasCalledTimes(int number) {
        assertThat(calls()).hasSize(number);
        return this;
    }

    public ThenDestination hasUnderWay(int number) {
        assertThat(destination.underWay()).as("calls under way").isEqualTo(number);
        return this;
    }

    public ThenDestination neverHadMoreUnderWayThan(int number) {
        assertThat(destination.mostUnderWay()).as("most calls at once").isLessThanOrEqualTo(number);
        return this;
    }

    public List<String> calls() {
        return destination.attempts().stream().map(order -> order.call().id()).toList();
    }

    /** When it was called. */
    public List<Instant> times() {
        return destination.times();
    }

    public AttemptOrder lastCall() {
        return destination.attempts().getLast();
    }
}
