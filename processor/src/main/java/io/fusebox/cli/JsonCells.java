package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** Fields of a record as a table shows them. */
final class JsonCells {
    private static final String NONE = "-";
    private static final String PROBLEMS = "urn:fusebox:problem:";
    private static final int DETAIL = 120;

    private JsonCells() {}

    static String text(JsonNode json, String field) {
        return json.path(field).asText(NONE);
    }

    /** With milliseconds always, so that columns stand. */
    static String time(JsonNode json, String field) {
        String time = text(json, field);
        return time.matches(".*:[0-9]{2}Z") ? time.substring(0, time.length() - 1) + ".000Z" : time;
    }

    static String number(JsonNode json, String field) {
        return text(json, field);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String millis(JsonNode json, String field) {
        return json.path(field).isNumber() ? json.path(field).asLong() + " ms" : NONE;
    }

    /** {@code destination/operation}, where it has one. */
    static String destination(JsonNode json) {
        String operation = json.path("operation").asText("");
        return text(json, "destination") + (operation.isEmpty() ? "" : "/" + operation);
    }

    /** The name of its type and what it says of this case. */
    static String problem(JsonNode json) {
        JsonNode problem = json.path("problem");
        if (!problem.isObject()) {
            return "";
        }
        String type = problem.path("type").asText("");
        String name = type.startsWith(PROBLEMS) ? type.substring(PROBLEMS.length()) : type;
        String detail = problem.path("detail").asText("");
        return name + ": " + (detail.length() > DETAIL ? detail.substring(0, DETAIL) + "…" : detail);
    }

    /** Empty where there is none. */
    static Optional<String> body(JsonNode json) {
        if (json.has("bodyBase64")) {
            return Optional.of("(base64) " + json.path("bodyBase64").asText());
        }
        JsonNode body = json.path("body");
        return body.isMissingNode() || body.isNull() ? Optional.empty()
                : Optional.of(body.isTextual() ? body.textValue() : body.toString());
    }
}
