package io.fusebox.specs;

import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.DeadLetterReason;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.Producer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A record that is not as it should be.
 *
 * @param what completes "the record ..."
 */
record BadInput(String what, Function<Producer, Input> record, Expected expected) {

    /** What comes out of it. */
    sealed interface Expected {
        /** For the page. */
        String summary();

        /** One dead letter, with the record as it was; no result. */
        record DeadLetter(DeadLetterReason reason) implements Expected {
            @Override
            public String summary() {
                return "dead letter `" + reason + "`";
            }
        }

        /** One result and one dead letter. */
        record Ended(ResultStatus status, String problem) implements Expected {
            @Override
            public String summary() {
                return "result `" + status + "`, problem `" + problem + "`";
            }
        }

        /** It is taken as it is. */
        record Made() implements Expected {
            @Override
            public String summary() {
                return "the call is made";
            }
        }

        /** Neither a result nor a dead letter. */
        record Nothing() implements Expected {
            @Override
            public String summary() {
                return "nothing";
            }
        }
    }

    static BadInput malformed(String what, Function<Producer, Input> record) {
        return new BadInput(what, record, new Expected.DeadLetter(DeadLetterReason.MALFORMED));
    }

    /** @param json of a call; its single quotes become double ones */
    static BadInput malformedJson(String what, String json) {
        return malformed(what, producer -> producer.json("payments", json.replace('\'', '"')));
    }

    static BadInput failed(String what, UnaryOperator<CallRequest.Builder> change, String problem) {
        return new BadInput(what, call(change), new Expected.Ended(ResultStatus.FAILED, problem));
    }

    static BadInput invalid(String what, UnaryOperator<CallRequest.Builder> change) {
        return failed(what, change, "invalid-request");
    }

    static BadInput made(String what, Function<Producer, Input> record) {
        return new BadInput(what, record, new Expected.Made());
    }

    /** A call that would be made if it were not for the change. */
    static Function<Producer, Input> call(UnaryOperator<CallRequest.Builder> change) {
        return producer -> producer.request(change.apply(good()));
    }

    static CallRequest.Builder good() {
        return CallRequest.newBuilder().setId("bad").setDestination("payments").setPath("/charge");
    }

    /** Its row on the page. */
    String row(String text) {
        return "| %s | %s | %s |".formatted(what, expected.summary(),
                text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`");
    }

    @Override
    public String toString() {
        return what;
    }
}
