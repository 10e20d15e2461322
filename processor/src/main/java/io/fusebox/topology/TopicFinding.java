package io.fusebox.topology;

/**
 * Something about a topic that is not as it must be.
 *
 * @param line for people: names the topic, what it has, what it needs and the mend
 */
public record TopicFinding(String topic, Severity severity, String line) {

    /** What follows from it. */
    public enum Severity {
        /** It is not there; it can be created. */
        MISSING,
        /** It works, but may not hold all that it should. */
        WARNING,
        /** The processor would go wrong with it, and does not start. */
        FATAL
    }

    public boolean isFatal() {
        return severity == Severity.FATAL;
    }
}
