package io.fusebox.fuzzing;

import java.util.List;
import java.util.random.RandomGenerator;

/** Texts for the fields of a record: most are fine, and some are what a field was not made for. */
final class Texts {
    private static final List<String> ODD = List.of("", " ", "null", "..", "../../etc/passwd", "//evil.example/",
            "\r\nX: y",
            "\u0000", "ünïcödé", "😀", "%2e%2e", "a b", "http://", "https://user:pw@shop.example/",
            "file:///etc/passwd",
            "http://[::1", "\ufeff", "x".repeat(300), "9".repeat(40), "-1", "{}", "[]");
    private static final List<String> METHODS = List.of("POST", "GET", "put", "DELETE", "CONNECT", "TRACE", "P Ö ST",
            "");

    private final RandomGenerator random;

    Texts(RandomGenerator random) {
        this.random = random;
    }

    /** The text itself, and now and then something odd. */
    String or(String fine) {
        return random.nextInt(30) == 0 ? odd() : fine;
    }

    String odd() {
        return oneOf(ODD);
    }

    String method() {
        return random.nextInt(12) == 0 ? oneOf(METHODS) : "POST";
    }

    String oneOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
