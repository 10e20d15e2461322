package io.fusebox.board;

import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.call.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something that somebody should look at. */
public sealed interface Alert {
    Severity severity();

    /** One line for people. */
    String message();

    /** How bad it is. */
    enum Severity {
        CRITICAL, WARNING;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A breaker refuses calls; or, in shadow mode, would: that is only a warning. */
    record CircuitOpen(BreakerStatus breaker) implements Alert {
        @Override
        public Severity severity() {
            return isShadow() ? Severity.WARNING : Severity.CRITICAL;
        }

        @Override
        public String message() {
            String state = breaker.state() == BreakerState.Kind.FORCED_OPEN ? "forced open" : "open";
            String effect = isShadow() ? ", in shadow mode, so that no calls are refused" : "";
            return "The breaker %s has been %s since %s%s".formatted(breaker.name(), state, since(), effect);
        }

        /** When it came to this state; where its changes do not tell, the time of its status. */
        public Instant since() {
            return opening().map(StateChange::at).orElse(breaker.at());
        }

        /** The change that led to this state; empty where the status does not show it. */
        public Optional<StateChange> opening() {
            List<StateChange> changes = breaker.stateChanges();
            return changes.isEmpty() || changes.getLast().to() != breaker.state() ? Optional.empty()
                    : Optional.of(changes.getLast());
        }

        private boolean isShadow() {
            return opening().map(StateChange::shadow).orElse(false);
        }
    }

    /** A destination is left alone, and not because it asked for it. */
    record DestinationPaused(BreakerStatus breaker, Pause pause) implements Alert {
        @Override
        public Severity severity() {
            return pause.by() == Pause.By.RULE ? Severity.CRITICAL : Severity.WARNING;
        }

        @Override
        public String message() {
            return "The destination %s is left alone %s".formatted(breaker.name().destination(), pause.describe());
        }
    }

    /** More of a breaker's calls fail than should. */
    record HighFailureRate(BreakerStatus breaker, double threshold) implements Alert {
        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String message() {
            var window = breaker.metrics().window();
            return String.format(Locale.ROOT, "%d of the last %d calls of the breaker %s failed (%.0f %%)",
                    window.failed(), window.calls(), breaker.name(), 100 * window.failureRate());
        }
    }

    /** The brokers do not answer: nobody knows how the breakers do now. */
    record BoardStale(Instant since) implements Alert {
        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String message() {
            return "The brokers have not answered this pod since %s: what it knows of the breakers may be old"
                    .formatted(since);
        }
    }

    /** What was applied to a destination cannot hold, and what held before holds on. */
    record InvalidPolicy(String destination, String reason, Instant since) implements Alert {
        @Override
        public Severity severity() {
            return Severity.WARNING;
        }

        @Override
        public String message() {
            return "The settings that were applied to %s are ignored, and what held before holds on: %s"
                    .formatted(destination, reason);
        }
    }
}
