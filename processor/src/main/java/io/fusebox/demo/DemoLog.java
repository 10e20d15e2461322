package io.fusebox.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** While the story is told, the log goes to a file; the console gets only what is wrong. */
public final class DemoLog implements AutoCloseable {
    private final Logger root;
    private final FileAppender<ILoggingEvent> file = new FileAppender<>();
    private final Hush hush = new Hush();

    public DemoLog(Path path) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        hush.start();
        root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(hush));
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %-20logger{0} %msg %kvp{NONE}%n");
        encoder.start();
        file.setContext(context);
        file.setEncoder(encoder);
        file.setFile(path.toString());
        file.start();
        root.addAppender(file);
    }

    @Override
    public void close() {
        root.detachAppender(file);
        file.stop();
        hush.stop();
    }

    /** Lets pass what Fusebox itself warns of, and what others call an error; everything, once it is stopped. */
    private static final class Hush extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            Level least = event.getLoggerName().startsWith("io.fusebox.") ? Level.WARN : Level.ERROR;
            return isStarted() && !event.getLevel().isGreaterOrEqual(least) ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
