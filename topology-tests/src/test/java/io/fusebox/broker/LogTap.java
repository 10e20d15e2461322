package io.fusebox.broker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the program says in its log, as long as this is open: what an operator reads. */
final class LogTap extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.fusebox");
    private final Level usual = logger.getLevel();
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    LogTap() {
        setContext(logger.getLoggerContext());
        start();
        logger.setLevel(Level.INFO);
        logger.addAppender(this);
        // Not on the console.
        logger.setAdditive(false);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    List<ILoggingEvent> events(String message) {
        return events.stream().filter(event -> event.getFormattedMessage().contains(message)).toList();
    }

    List<String> lines(String message) {
        return events(message).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    static String value(ILoggingEvent event, String key) {
        return event.getKeyValuePairs()
                .stream()
                .filter(pair -> pair.key.equals(key))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(usual);
        logger.setAdditive(true);
        stop();
    }
}
