package io.fusebox.sandbox;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Keeps from the log what a broker warns of on every clean stop; the same logger's other warnings matter to clients. */
public final class BrokerNoise extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean noise = event.getLoggerName().equals("org.apache.kafka.clients.NetworkClient")
                && event.getMessage().contains("Attempting to close NetworkClient that has already been closed");
        return noise ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
