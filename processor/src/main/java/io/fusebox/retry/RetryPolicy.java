package io.fusebox.retry;

import io.fusebox.call.Call;
import io.fusebox.call.Delivery;
import io.fusebox.call.Outcome;
import io.fusebox.call.OutcomeList;
import java.time.Duration;
import java.time.Instant;

/**
 * Which failures pass, how long to wait, and for how long to try.
 *
 * @param initial the bound of the first backoff; default 1 s
 * @param max the bound of all; default 5 m
 * @param maxAttempts with the first; at least 1; default 10
 * @param orderedMaxAttempts the same for a call that others with its ordering key wait for, where that is fewer
 * @param maxAge from the later of receipt and {@code notBefore}; default 24 h
 * @param scheduleMax how far ahead a {@code notBefore} may lie; default 30 d
 * @param on outcomes that may pass
 * @param never outcomes that cannot; wins over {@code on}
 */
public record RetryPolicy(
        Duration initial,
        Duration max,
        int maxAttempts,
        int orderedMaxAttempts,
        Duration maxAge,
        Duration scheduleMax,
        OutcomeList on,
        OutcomeList never) {

    /** Network failures, and the statuses that RFC 9110, 6585 and 8470 call temporary; 501 and 505 are not. */
    public static final OutcomeList DEFAULT_ON = OutcomeList.of("timeout", "connect", "dns", "tls", "reset", "protocol",
            "cancelled", "408", "425", "429", "500", "502", "503", "504");
    /** The profile {@code webhook}: every answer that is not 2xx. */
    public static final OutcomeList WEBHOOK_ON = OutcomeList.of("timeout", "connect", "dns", "tls", "reset", "protocol",
            "cancelled", "3xx", "4xx", "5xx");
    public static final RetryPolicy STANDARD = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), 10, 10,
            Duration.ofHours(24), Duration.ofDays(30), DEFAULT_ON, OutcomeList.NONE);

    public boolean mayPass(Outcome outcome) {
        return on.contains(outcome) && !never.contains(outcome);
    }

    /** The policy's own, unless the call asks for fewer. */
    public int maxAttempts(Call call) {
        int most = call.orderingKey().isPresent() ? Math.min(maxAttempts, orderedMaxAttempts) : maxAttempts;
        return Math.min(most, call.maxAttempts().orElse(most));
    }

    /** When the call is over, attempt or not: at its deadline, or at the end of its age. A backup has no say in that. */
    public Instant expiresAt(Delivery delivery) {
        if (delivery.detour().isPresent()) {
            return delivery.detour().get().expiresAt();
        }
        Instant tooOld = delivery.ageFrom().plus(maxAge);
        return delivery.call().deadline().filter(tooOld::isAfter).orElse(tooOld);
    }
}
