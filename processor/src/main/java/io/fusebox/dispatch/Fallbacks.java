package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import io.fusebox.call.Detour;
import io.fusebox.call.Outcome;
import io.fusebox.call.ParkReason;
import io.fusebox.call.Parked;
import io.fusebox.call.Response;
import io.fusebox.call.ResultSource;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Goes through a chain of fallbacks until one answers. A backup lives on a partition of its own: the call goes there through the
 * retry topic, and comes home the same way, to go on with the next step, if the backup does not answer it either.
 */
final class Fallbacks {
    private final Effects effects;
    private final Endings endings;
    private final AnswerCache answers;

    Fallbacks(Effects effects, Endings endings, AnswerCache answers) {
        this.effects = effects;
        this.endings = endings;
        this.answers = answers;
    }

    /** What is left to do for whoever has the call. */
    enum End {
        /** It has its answer, or is on its way to a backup: nothing of it may stay here. */
        GONE,
        /** It waits for its destination. */
        QUEUE,
        /** It is over, without an answer. */
        FAIL
    }

    /**
     * Tries the steps from one on.
     *
     * @param delivery of a call of this destination
     */
    End fall(Lane lane, Delivery delivery, Trouble trouble, int from, Instant now) {
        FallbackPolicy policy = lane.destination().policy().fallback();
        FallbackChain chain = policy.chainOf(lane.name());
        int place = from;
        for (Optional<FallbackStep> step = chain.step(place); step.isPresent(); step = chain.step(++place)) {
            switch (step.get()) {
                case FallbackStep.Cache() -> {
                    Optional<Response> answer = answers.find(delivery.call(), policy.cache(), now);
                    if (answer.isPresent()) {
                        endings.fellBack(delivery, ResultSource.CACHE, answer.get(), trouble.why(), lane.state(), now);
                        return End.GONE;
                    }
                }
                case FallbackStep.Backup(String backup) -> {
                    if (mayAsk(backup, delivery, trouble)) {
                        leave(lane, delivery, backup, trouble, place + 1, now);
                        return End.GONE;
                    }
                }
                case FallbackStep.Default(Response answer) -> {
                    endings.fellBack(delivery, ResultSource.DEFAULT, answer, trouble.why(), lane.state(), now);
                    return End.GONE;
                }
                case FallbackStep.Queue() -> {
                    return end(trouble, true);
                }
                case FallbackStep.Fail() -> {
                    return end(trouble, false);
                }
            }
        }
        return end(trouble, !chain.endsWithFail());
    }

    /** Who has an ordering key stays: its order cannot be kept elsewhere. */
    private static boolean mayAsk(String backup, Delivery delivery, Trouble trouble) {
        return !trouble.spent() && !delivery.spentAt().contains(backup) && delivery.call().orderingKey().isEmpty();
    }

    private static End end(Trouble trouble, boolean queues) {
        return queues && !trouble.exhausted() ? End.QUEUE : End.FAIL;
    }

    private void leave(Lane lane, Delivery delivery, String backup, Trouble trouble, int next, Instant now) {
        DestinationPolicy policy = lane.destination().policy();
        Detour detour = new Detour(Optional.of(backup), next, trouble.why(), trouble.exhausted(), !policy.idempotent(),
                false, trouble.deferred(), lane.state(), policy.retry().expiresAt(delivery), delivery.attemptsMade(),
                delivery.attemptsCounted());
        travel(delivery.leave(detour), detour, now);
    }

    /**
     * A backup does not take the call.
     *
     * @return whether it goes home now; not if it is at home
     */
    boolean sendHome(Delivery delivery, Instant now) {
        return sendHome(delivery, Detour::home, now);
    }

    /**
     * A backup has failed the call, likewise.
     *
     * @param spent whether it may not be sent to this backup again
     */
    boolean sendHome(Delivery delivery, Outcome outcome, boolean spent, Instant now) {
        return spent
                ? sendHome(delivery.spentHere(), detour -> detour.atMostOnce()
                        ? detour.homeSpent(Endings.exhaustion(delivery, outcome))
                        : detour.home(), now)
                : sendHome(delivery, now);
    }

    private boolean sendHome(Delivery delivery, UnaryOperator<Detour> way, Instant now) {
        Optional<Detour> away = delivery.detour().filter(detour -> detour.backup().isPresent());
        away.map(way).ifPresent(home -> travel(delivery.returning(home), home, now));
        return away.isPresent();
    }

    private void travel(Delivery delivery, Detour way, Instant now) {
        effects.add(new Effect.Travel(new Parked(delivery, ParkReason.DETOUR, now, way.expiresAt())));
    }

    /** A good answer: of the call's own destination, and then kept where that has a cache; or of a backup. */
    void succeeded(Lane lane, Delivery delivery, Response answer, Instant now) {
        Optional<Detour> away = delivery.detour();
        if (away.isPresent()) {
            endings.fellBack(delivery, ResultSource.BACKUP, answer, away.get().why(), lane.state(), now);
            return;
        }
        FallbackPolicy policy = lane.destination().policy().fallback();
        if (policy.chainOf(lane.name()).caches()) {
            answers.keep(delivery.call(), answer, policy.cache(), now);
        }
        endings.succeeded(delivery, answer, lane.state(), now);
    }

    void forget(String destination) {
        answers.forget(destination);
    }

    void change(Policies policies) {
        answers.change(policies);
    }
}
