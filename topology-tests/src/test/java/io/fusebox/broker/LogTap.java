package io.fusebox.broker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * What the program says in its log, as long as this is open: what an operator reads. Kafka's own complaints are not heard
 * meanwhile, for what an operator needs is to stand in ours.
 */
final class LogTap extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.fusebox");
    private final Level usual = logger.getLevel();
    private final Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka");
    private final Level usualOfKafka = kafka.getLevel();
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    LogTap() {
        setContext(logger.getLoggerContext());
        start();
        logger.setLevel(Level.INFO);
        kafka.setLevel(Level.OFF);
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
        kafka.setLevel(usualOfKafka);
        logger.setAdditive(true);
        stop();
    }
}
