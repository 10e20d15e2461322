package io.fusebox.simulation;

import io.fusebox.call.Call;

/** What a scenario has happen in its world, at a time of its own: milliseconds from the world's beginning. */
sealed interface Happening {
    long at();

    /** An application produces a call. */
    record CallSubmitted(long at, Call call) implements Happening {
        @Override
        public String toString() {
            return "%,9d ms  call %s to %s%s%s%s%s%s".formatted(at, call.id(), call.destination(),
                    call.operation().map(operation -> "/" + operation).orElse(""),
                    call.notBefore().map(time -> ", not before " + World.show(time)).orElse(""),
                    call.deadline().map(time -> ", deadline " + World.show(time)).orElse(""),
                    call.timeout().map(time -> ", timeout " + time.toMillis() + " ms").orElse(""),
                    call.maxAttempts().isPresent() ? ", at most " + call.maxAttempts().getAsInt() + " attempts" : "");
        }
    }

    /**
     * The partition's owner dies, without a word.
     *
     * @param afterDecisions it takes so many more before it does
     * @param absence until somebody else takes over
     */
    record OwnerKilled(long at, int partition, int afterDecisions, long absence) implements Happening {
        @Override
        public String toString() {
            return "%,9d ms  the owner of partition %d dies after %d more decisions; the next one comes after %,d ms"
                    .formatted(at, partition, afterDecisions, absence);
        }
    }

    /**
     * Somebody else takes the partition over; its owner does not know it yet.
     *
     * @param blindness for how long it does not
     */
    record OwnerReplaced(long at, int partition, long blindness, long absence) implements Happening {
        @Override
        public String toString() {
            return "%,9d ms  partition %d goes to somebody else in %,d ms; its owner goes on for %,d ms".formatted(at,
                    partition, absence, blindness);
        }
    }

    /** @param patience the owner leaves after this, also with attempts under way */
    record OwnerStopped(long at, int partition, long patience, long absence) implements Happening {
        @Override
        public String toString() {
            return "%,9d ms  the owner of partition %d is told to stop within %,d ms; the next one comes %,d ms later"
                    .formatted(at, partition, patience, absence);
        }
    }

    /** All clocks step: forward, or back. */
    record ClockStepped(long at, long by) implements Happening {
        @Override
        public String toString() {
            return "%,9d ms  the clocks step by %,d ms".formatted(at, by);
        }
    }

    /** @param change which one of the policies that can be drawn for the destination holds from now on */
    record PolicyChanged(long at, String destination, int change) implements Happening {
        @Override
        public String toString() {
            return "%,9d ms  policy %d holds for %s".formatted(at, change, destination);
        }
    }

    record DestinationRemoved(long at, String destination) implements Happening {
        @Override
        public String toString() {
            return "%,9d ms  %s is not configured any more".formatted(at, destination);
        }
    }

    record MoodChanged(long at, String destination, Mood mood) implements Happening {
        @Override
        public String toString() {
            return "%,9d ms  %s is %s".formatted(at, destination, mood);
        }
    }
}
