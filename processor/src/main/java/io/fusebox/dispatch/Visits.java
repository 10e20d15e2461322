package io.fusebox.dispatch;

import io.fusebox.call.CallTargets;
import io.fusebox.call.Delivery;
import io.fusebox.call.ResultStatus;
import java.time.Instant;

/** Calls that arrive at a backup, or at home again. */
final class Visits {
    private final Fallbacks fallbacks;
    private final Endings endings;
    private final Parker parker;
    private final Departures departures;
    private final CallTargets targets;

    Visits(Fallbacks fallbacks, Endings endings, Parker parker, Departures departures, CallTargets targets) {
        this.fallbacks = fallbacks;
        this.endings = endings;
        this.parker = parker;
        this.departures = departures;
        this.targets = targets;
    }

    void arrive(Lane lane, Delivery delivery, Instant now) {
        DestinationPolicy policy = lane.destination().policy();
        Instant expiresAt = policy.retry().expiresAt(delivery);
        if (!now.isBefore(expiresAt)) {
            endings.expired(delivery, expiresAt, lane.state(), now);
        } else if (delivery.backup().isEmpty()) {
            parker.comeHome(lane, delivery, now);
        } else {
            targets.of(delivery.call(), policy.destination())
                    .accepted()
                    .ifPresentOrElse(target -> departures.admit(lane, delivery, target, now),
                            () -> fallbacks.sendHome(delivery, now));
        }
    }

    /** Its destination is none any more; a backup that is none is only one more that does not answer. */
    void strand(Delivery delivery, Instant now) {
        if (!fallbacks.sendHome(delivery, now)) {
            endings.refused(delivery, ResultStatus.FAILED, ArrivalCheck.unknownDestination(delivery), "", now);
        }
    }
}
