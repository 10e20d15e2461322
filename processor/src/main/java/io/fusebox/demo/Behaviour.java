package io.fusebox.demo;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How a destination answers; all chance comes from {@code random}. */
@FunctionalInterface
interface Behaviour {
    /** @param sinceBegin of the first cycle; negative before */
    Answer next(Duration sinceBegin, RandomGenerator random);

    /** Takes 20 to 60 ms, and never fails. */
    static Behaviour healthy() {
        return (_, random) -> new Answer.Reply(200, millis(20, 60, random));
    }

    /** Fails in passing with 1 call in 20, and refuses 1 in 100 for good. */
    static Behaviour flaky() {
        return (_, random) -> {
            int chance = random.nextInt(100);
            int status = chance < 1 ? 422 : chance < 6 ? 503 : 200;
            return new Answer.Reply(status, millis(20, 80, random));
        };
    }

    /** Is sound, but for the time when the schedule has it down: then half of the calls get 503, and half get nothing. */
    static Behaviour withOutages(DemoSchedule schedule) {
        return (sinceBegin, random) -> {
            if (!schedule.isEmailDown(sinceBegin)) {
                return new Answer.Reply(200, millis(30, 70, random));
            }
            Duration soon = millis(5, 20, random);
            return random.nextBoolean() ? new Answer.Reply(503, soon) : new Answer.Dropped(soon);
        };
    }

    private static Duration millis(int from, int to, RandomGenerator random) {
        return Duration.ofMillis(random.nextInt(from, to + 1));
    }
}
