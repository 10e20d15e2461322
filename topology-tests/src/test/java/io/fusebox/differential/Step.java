package io.fusebox.differential;

import java.time.Duration;

/** What may happen to a breaker. A pick chooses among the calls under way, so that any steps in any order make a history. */
sealed interface Step {
    record Wait(Duration time) implements Step {}

    record Ask() implements Step {}

    record End(int pick, Reported how, Duration duration) implements Step {}

    /** The call is not made after all. */
    record GiveBack(int pick) implements Step {}

    record Reset() implements Step {}

    record ForceOpen() implements Step {}

    /** Ends what was forced. */
    record Release() implements Step {}
}
