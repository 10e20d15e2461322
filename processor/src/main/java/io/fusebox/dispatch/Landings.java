package io.fusebox.dispatch;

import io.fusebox.breaker.Verdict;
import io.fusebox.call.Delivery;
import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.Pause;
import io.fusebox.call.Response;
import io.fusebox.call.RetryAfter;
import io.fusebox.retry.RetryPolicy;
import io.fusebox.retry.RetryVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** What becomes of a call when its attempt has ended: it is over, or it waits for another. */
final class Landings {
    /** An earlier owner's attempt, of which nobody will say how it ended. */
    static final Outcome LOST = new Outcome.Failed(FailureKind.TIMEOUT,
            "the outcome is not known: the pod that made the attempt is gone", true);

    private final Ledger ledger;
    private final Effects effects;
    private final Endings endings;
    private final Parker parker;
    private final Fallbacks fallbacks;
    private final Lanes lanes;
    private final RandomGenerator random;

    Landings(Ledger ledger, Effects effects, Endings endings, Parker parker, Fallbacks fallbacks,
            Lanes lanes, RandomGenerator random) {
        this.ledger = ledger;
        this.effects = effects;
        this.endings = endings;
        this.parker = parker;
        this.fallbacks = fallbacks;
        this.lanes = lanes;
        this.random = random;
    }

    void land(Flight flight, Outcome outcome, Duration duration, Instant now) {
        Verdict verdict = flight.lane().gate().leave(flight.permit(), outcome, duration, now);
        effects.add(new Effect.TimeAttempt(flight.lane().name(), outcome, duration));
        DestinationLanes destination = flight.lane().destination();
        pauseIfAsked(destination, outcome, now);
        boolean failedProbe = flight.row().probe() && verdict == Verdict.FAILURE;
        Optional<Denials.Denial> denial = destination.denials()
                .hear(destination.policy().gate().pauseOn(), outcome, flight.delivery(), now);
        denial.flatMap(Denials.Denial::pause)
                .ifPresent(why -> lanes.pause(destination, new Pause(Pause.UNTIL_RESUMED, why, Pause.By.RULE)));
        conclude(flight, outcome, duration, failedProbe ? Standing.NOT_COUNTED
                : denial.isPresent() ? Standing.DENIED : Standing.COUNTED, now);
    }

    /** What an attempt means for its call. */
    private enum Standing {
        COUNTED,
        /** It uses up none of the call's attempts. */
        NOT_COUNTED,
        /** ... and the call waits, whatever the answer. */
        DENIED
    }

    /** The destination asks to be left alone: RFC 6585, section 4, and RFC 9110, section 15.6.4. */
    private void pauseIfAsked(DestinationLanes destination, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Answered(Response answer)) {
            Duration most = destination.policy().gate().retryAfterMax();
            RetryAfter.of(answer, now)
                    .map(wait -> wait.compareTo(most) < 0 ? wait : most)
                    .filter(Duration::isPositive)
                    .map(wait -> new Pause(now.plus(wait), "HTTP %d with Retry-After".formatted(answer.status()),
                            Pause.By.DESTINATION))
                    .ifPresent(pause -> lanes.pause(destination, pause));
        }
    }

    /** Its lease is over, and nobody has said how it ended. */
    void lose(Flight flight, Instant now) {
        Duration duration = Duration.between(flight.startedAt(), now);
        if (flight.adopted()) {
            flight.lane().gate().abandon(flight.permit(), now);
            conclude(flight, LOST, duration, Standing.COUNTED, now);
        } else {
            land(flight, new Outcome.Failed(FailureKind.TIMEOUT, "the attempt was never reported back", true), duration,
                    now);
        }
    }

    private void conclude(Flight flight, Outcome outcome, Duration duration, Standing standing, Instant now) {
        Lane lane = flight.lane();
        lane.touch(now);
        RetryPolicy retry = lane.destination().policy().retry();
        Delivery after = flight.delivery()
                .after(Endings.remember(flight.delivery(), flight.row(), flight.startedAt(), outcome, duration),
                        standing == Standing.COUNTED);
        String state = lane.state();
        boolean atMostOnce = flight.row().atMostOnce() || lane.destination().policy().sendsOnce(after);
        boolean spent = atMostOnce && outcome.wasSent();
        switch (standing == Standing.DENIED && !atMostOnce ? RetryVerdict.again(retry, after, now, random)
                : RetryVerdict.of(retry, after, atMostOnce, outcome, now, random)) {
            case RetryVerdict.Succeeded(var response) -> {
                discard(flight);
                fallbacks.succeeded(lane, after, response, now);
            }
            case RetryVerdict.Permanent() -> {
                discard(flight);
                if (!fallbacks.sendHome(after, outcome, spent, now)) {
                    endings.failed(after, outcome, state, now);
                }
            }
            case RetryVerdict.Exhausted() -> {
                discard(flight);
                exhausted(lane, after, outcome, spent, now);
            }
            case RetryVerdict.Unknown() -> {
                discard(flight);
                unknown(after, outcome, state, now);
            }
            case RetryVerdict.Again(Instant due) -> {
                Instant expiresAt = retry.expiresAt(after);
                if (now.isBefore(expiresAt)) {
                    again(flight, parker.parked(lane, after, ParkReason.RETRY, due), now);
                } else {
                    discard(flight);
                    endings.expired(after, expiresAt, state, now);
                }
            }
        }
    }

    private void exhausted(Lane lane, Delivery after, Outcome outcome, boolean spent, Instant now) {
        if (fallbacks.sendHome(after, outcome, spent, now)) {
            return;
        }
        Trouble trouble = Trouble.exhausted(Endings.exhaustion(after, outcome), spent);
        if (fallbacks.fall(lane, after, trouble, 0, now) != Fallbacks.End.GONE) {
            endings.exhausted(after, outcome, lane.state(), now);
        }
    }

    /** What must not be sent to a backup twice may be sent to others yet. */
    void unknown(Delivery after, Outcome outcome, String state, Instant now) {
        boolean mayGoOn = after.detour().filter(detour -> !detour.atMostOnce()).isPresent();
        if (!mayGoOn || !fallbacks.sendHome(after, outcome, true, now)) {
            endings.unknown(after, outcome, state, now);
        }
    }

    /** A call that was parked before has its row there: it only changes its place. */
    private void again(Flight flight, Parked later, Instant now) {
        switch (flight.row().cargo()) {
            case Cargo.Fresh _ -> parker.park(flight.lane(), later.delivery(), later.reason(), later.due(),
                    OptionalInt.of(flight.slot()), now);
            case Cargo.Drained(ParkingKey key) -> {
                ledger.remove(flight.slot());
                flight.lane().parked().reschedule(key, later);
                parker.leaveBehind(flight.lane(), later.delivery(), later.reason(), later.due(), now);
            }
        }
    }

    private void discard(Flight flight) {
        ledger.remove(flight.slot());
        if (flight.row().cargo() instanceof Cargo.Drained(ParkingKey key)) {
            flight.lane().parked().remove(key);
        }
    }
}
