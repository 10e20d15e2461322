package io.fusebox.simulation;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.time.Duration;
import java.util.Map;

/**
 * What comes of an attempt.
 *
 * @param duration of the attempt, in milliseconds
 * @param delay until its end is told, in milliseconds; or {@link #NEVER}
 * @param toldTwice whether the end is told once more, some time later
 */
record Reply(Outcome outcome, long duration, long delay, boolean toldTwice) {
    static final long NEVER = Long.MAX_VALUE;
    private static final int[] ERRORS = { 500, 502, 503, 504, 429 };
    private static final FailureKind[] FAILURES = { FailureKind.CONNECT, FailureKind.RESET, FailureKind.DNS,
        FailureKind.PROTOCOL };
    private static final long FLAP = 700;

    /** Draws it for one attempt. */
    static Reply draw(Dice dice, String callId, Mood mood, long at, long timeout) {
        Reply reply = switch (mood) {
            case WELL -> well(dice, callId, dice.of(1).between(2, 60));
            case FAILING -> dice.of(2).chance(85) ? failing(dice, callId) : well(dice, callId, 20);
            case HANGING -> well(dice, callId, dice.of(3).chance(90) ? NEVER : 30);
            case FLAPPING -> at / FLAP % 2 == 0 ? well(dice, callId, 15) : failing(dice, callId);
            case SLOW -> well(dice, callId, dice.of(4).between(50, 1_500));
            case THROTTLING -> dice.of(14).chance(60) ? throttled(dice.of(15), callId) : well(dice, callId, 10);
            case UNREPORTED -> well(dice, callId, dice.of(5).between(2, 60)).unreported(dice.of(6), timeout);
        };
        return reply.within(timeout);
    }

    private static Reply well(Dice dice, String callId, long duration) {
        int draw = dice.of(7).below(1_000);
        if (draw >= 30) {
            return answered(200, callId, duration, dice);
        }
        return draw < 10 ? answered(404, callId, duration, dice) : failing(dice, callId);
    }

    private static Reply failing(Dice dice, String callId) {
        int duration = dice.of(8).between(1, 40);
        if (dice.of(9).chance(60)) {
            return answered(ERRORS[dice.of(10).below(ERRORS.length)], callId, duration, dice);
        }
        FailureKind kind = FAILURES[dice.of(11).below(FAILURES.length)];
        return new Reply(new Outcome.Failed(kind, "as simulated", kind != FailureKind.CONNECT), duration, duration,
                false);
    }

    private static Reply throttled(Dice dice, String callId) {
        String seconds = Integer.toString(dice.of(1).below(5));
        return answered(dice.of(2).chance(70) ? 429 : 503, Map.of("retry-after", seconds), callId,
                dice.of(3).between(1, 30), dice);
    }

    private static Reply answered(int status, String callId, long duration, Dice dice) {
        return answered(status, Map.of(), callId, duration, dice);
    }

    private static Reply answered(int status, Map<String, String> headers, String callId, long duration, Dice dice) {
        return new Reply(new Outcome.Answered(new Response(status, headers, Payload.ofText(callId), false)), duration,
                duration, dice.of(12).chance(2));
    }

    private Reply within(long timeout) {
        return duration <= timeout ? this
                : new Reply(new Outcome.Failed(FailureKind.TIMEOUT, "as simulated", true), timeout,
                        delay == NEVER || delay == duration ? timeout + 1 : delay, toldTwice);
    }

    private Reply unreported(Dice dice, long timeout) {
        return switch (dice.below(4)) {
            case 0 -> new Reply(outcome, duration, NEVER - 1, false);
            case 1 -> new Reply(outcome, duration, timeout + dice.of(1).between(1_000, 9_000), true);
            default -> this;
        };
    }

    boolean isTold() {
        return delay < NEVER - 1;
    }

    Duration length() {
        return Duration.ofMillis(duration);
    }
}
