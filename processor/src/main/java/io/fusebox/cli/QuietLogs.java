package io.fusebox.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the log of a short command to what its user has to know: Kafka's clients warn anew at every try. */
final class QuietLogs {
    private QuietLogs() {}

    static void apply() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
            logs.getLogger("org.apache.kafka").setLevel(Level.OFF);
        }
    }
}
