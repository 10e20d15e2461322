package io.fusebox.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps from the log what Kafka's clients repeat, and what is said once more by us. Each tells of a broker that is not there at every try, several times a second:
 * once in half a minute is enough.
 */
public final class ClientNoise extends Filter<ILoggingEvent> {
    private static final String CLIENTS = "org.apache.kafka.clients.";
    private static final String STREAMS = "org.apache.kafka.streams.KafkaStreams";
    /** What the handler of its exceptions was told, with a stack trace. */
    private static final String FATAL = "the registered exception handler opted to";
    private static final long QUIET_MILLIS = Duration.ofSeconds(30).toMillis();
    /** Messages name their client: there are a few dozen. */
    private static final int MOST = 1_000;

    private final ConcurrentHashMap<String, Long> lastTold = new ConcurrentHashMap<>();

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (event.getLoggerName().equals(STREAMS) && event.getMessage().contains(FATAL)) {
            return FilterReply.DENY;
        }
        if (event.getLevel() != Level.WARN || !event.getLoggerName().startsWith(CLIENTS)) {
            return FilterReply.NEUTRAL;
        }
        if (lastTold.size() > MOST) {
            lastTold.clear();
        }
        long now = event.getTimeStamp();
        long told = lastTold.compute(event.getMessage(),
                (_, last) -> last == null || now - last >= QUIET_MILLIS ? Long.valueOf(now) : last);
        return told == now ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
