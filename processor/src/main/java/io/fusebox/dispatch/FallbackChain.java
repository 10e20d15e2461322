package io.fusebox.dispatch;

import java.util.List;
import java.util.Optional;

/** Fallbacks in the order in which they are tried; where none answers, the call waits, if it may. */
public record FallbackChain(List<FallbackStep> steps) {
    public static final FallbackChain QUEUE = of(new FallbackStep.Queue());
    public static final FallbackChain FAIL = of(new FallbackStep.Fail());

    public static FallbackChain of(FallbackStep... steps) {
        return new FallbackChain(List.of(steps));
    }

    Optional<FallbackStep> step(int place) {
        return place < steps.size() ? Optional.of(steps.get(place)) : Optional.empty();
    }

    /** Where a call that was away for longer than the chain is now begins to end. */
    boolean endsWithFail() {
        return !steps.isEmpty() && steps.getLast() instanceof FallbackStep.Fail;
    }

    /** Whether a call that its destination refuses does nothing but wait. */
    boolean onlyQueues() {
        return steps.isEmpty() || steps.getFirst() instanceof FallbackStep.Queue;
    }

    public boolean caches() {
        return steps.contains(new FallbackStep.Cache());
    }

    public List<String> backups() {
        return steps.stream()
                .filter(FallbackStep.Backup.class::isInstance)
                .map(step -> ((FallbackStep.Backup) step).destination())
                .toList();
    }
}
