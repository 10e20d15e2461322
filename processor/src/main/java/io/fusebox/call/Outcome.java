package io.fusebox.call;

import java.util.OptionalInt;

/** How an attempt ended, as seen from here. */
public sealed interface Outcome {

    /** The destination answered, with whatever status. */
    record Answered(Response response) implements Outcome {}

    /**
     * The destination did not answer.
     *
     * @param message what happened, for people: names the culprit, holds no secret and no payload
     * @param sent whether bytes of the request may have reached the destination
     */
    record Failed(FailureKind kind, String message, boolean sent) implements Outcome {}

    /** Whether bytes of the request may have reached the destination. */
    default boolean wasSent() {
        return switch (this) {
            case Answered _ -> true;
            case Failed(var _, var _, boolean sent) -> sent;
        };
    }

    /** {@code 503}, or {@code timeout}: the word that lists and metrics use. */
    default String label() {
        return switch (this) {
            case Answered(Response response) -> Integer.toString(response.status());
            case Failed(FailureKind kind, var _, var _) -> kind.label();
        };
    }

    /** The answer's status; empty where there was no answer. */
    default OptionalInt httpStatus() {
        return switch (this) {
            case Answered(Response response) -> OptionalInt.of(response.status());
            case Failed _ -> OptionalInt.empty();
        };
    }

    /** One line for people: {@code HTTP 503}, or the failure's message. */
    default String describe() {
        return switch (this) {
            case Answered(Response response) -> "HTTP " + response.status();
            case Failed(FailureKind kind, String message, var _) -> kind.label() + ": " + message;
        };
    }
}
