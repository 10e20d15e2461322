package io.fusebox.gate;

import io.fusebox.call.OutcomeList;
import java.util.Optional;

/**
 * Answers after which a destination is left alone until an operator resumes it. Calls that get such an answer wait, too.
 *
 * @param statuses one of these is enough; default none
 * @param unauthorizedRun so many answers 401 or 403 in a row; at least 1; default off
 */
public record PauseRules(OutcomeList statuses, Optional<Integer> unauthorizedRun) {
    public static final PauseRules NONE = new PauseRules(OutcomeList.NONE, Optional.empty());
}
