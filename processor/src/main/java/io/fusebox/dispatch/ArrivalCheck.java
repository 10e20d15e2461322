package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import io.fusebox.call.Names;
import io.fusebox.call.Problem;
import io.fusebox.call.ProblemType;
import java.time.Instant;
import java.util.Optional;

/** What can be said of a call before it is tried. */
final class ArrivalCheck {
    private ArrivalCheck() {}

    static Problem unknownDestination(Delivery delivery) {
        String name = delivery.call().destination();
        String detail;
        if (name.isEmpty()) {
            detail = "the call names no destination; name one that is configured under fusebox.destinations";
        } else if (name.contains("://")) {
            detail = "no such URL is a destination; name one that is configured, or set fusebox.ad-hoc-urls: true and give an http or https url alone";
        } else if (Names.isValid(name)) {
            detail = "no destination '%s' is configured; add it under fusebox.destinations".formatted(name);
        } else {
            detail = "the call's destination is no name (%s); name one that is configured under fusebox.destinations"
                    .formatted(Names.RULE);
        }
        return Problem.of(ProblemType.UNKNOWN_DESTINATION, detail);
    }

    /** Why the call can never be made, as far as size and time tell. */
    static Optional<Problem> problem(Delivery delivery, DestinationPolicy policy, int requestLimit, Instant now) {
        int size = delivery.call().body().size();
        if (size > requestLimit) {
            return Optional.of(Problem.of(ProblemType.TOO_LARGE,
                    "the body has %,d bytes, fusebox.request-limit is %,d; send a reference to it instead, or raise the limit"
                            .formatted(size, requestLimit)));
        }
        return delivery.call()
                .notBefore()
                .filter(now.plus(policy.retry().scheduleMax())::isBefore)
                .map(notBefore -> Problem.of(ProblemType.INVALID_REQUEST,
                        "notBefore %s lies further ahead than retry.schedule-max allows (%d days)".formatted(notBefore,
                                policy.retry().scheduleMax().toDays())));
    }
}
