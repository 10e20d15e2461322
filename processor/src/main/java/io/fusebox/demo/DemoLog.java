package io.fusebox.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** While the story is told, the log goes to a file; the console gets only what is wrong. */
public final class DemoLog implements AutoCloseable {
    private final Logger root;
    private final FileAppender<ILoggingEvent> file = new FileAppender<>();
    private final ThresholdFilter onlyWarnings = new ThresholdFilter();

    public DemoLog(Path path) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        onlyWarnings.setLevel(Level.WARN.toString());
        onlyWarnings.start();
        root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(onlyWarnings));
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
        // A filter that is stopped lets everything pass.
        onlyWarnings.stop();
    }
}
