package io.fusebox.call;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is kept of a call that ended badly, or of a record that could not be taken on. */
public sealed interface DeadLetter {
    Reason reason();

    /** For people: names the culprit and the mend. */
    String detail();

    /** When it died. */
    Instant at();

    /** Where it was first read. */
    Origin origin();

    /** Whether its body was left out: such a call cannot be replayed. */
    boolean bodyOmitted();

    DeadLetter withoutBody();

    /** As little as tells what died, and where it is. */
    DeadLetter bare();

    /** A call that ended without success. */
    record Ended(Delivery delivery, Reason reason, Problem problem, Instant at, boolean bodyOmitted)
            implements DeadLetter {

        /** @throws IllegalArgumentException for a result that is no dead letter */
        public static Ended of(Result result) {
            Reason reason = switch (result.status()) {
                case FAILED -> Reason.FAILED;
                case EXHAUSTED -> Reason.EXHAUSTED;
                case EXPIRED -> Reason.EXPIRED;
                case UNKNOWN -> Reason.UNKNOWN;
                case SUCCEEDED, FALLBACK, CANCELLED, REJECTED, DEFERRED ->
                    throw new IllegalArgumentException(result.status() + " is no dead letter");
            };
            Problem problem = result.problem()
                    .orElseThrow(() -> new IllegalArgumentException(result.status() + " without a problem"));
            return new Ended(result.delivery(), reason, problem, result.completedAt(), false);
        }

        @Override
        public String detail() {
            return problem.detail();
        }

        @Override
        public Origin origin() {
            return delivery.origin();
        }

        @Override
        public Ended withoutBody() {
            return new Ended(delivery.withCall(delivery.call().withoutBody()), reason, problem, at, true);
        }

        /** All but the body is limited when a call is read. */
        @Override
        public Ended bare() {
            return withoutBody();
        }
    }

    /** A record that could not be taken on: it cannot be read, has no id, or came to a wrong partition twice. */
    record Refused(RawRecord record, Reason reason, String detail, Instant at, boolean bodyOmitted)
            implements DeadLetter {
        @Override
        public Origin origin() {
            return record.origin();
        }

        @Override
        public Refused withoutBody() {
            RawRecord bare = new RawRecord(record.origin(), record.timestamp(), record.key(), Optional.empty(),
                    record.headers());
            return new Refused(bare, reason, detail, at, true);
        }

        @Override
        public Refused bare() {
            RawRecord coordinates = new RawRecord(record.origin(), record.timestamp(), Optional.empty(),
                    Optional.empty(), List.of());
            return new Refused(coordinates, reason, detail, at, true);
        }
    }

    enum Reason {
        MALFORMED, MISROUTED, FAILED, EXHAUSTED, EXPIRED, UNKNOWN;

        /** As in metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
