package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClientNoiseTest {
    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final ClientNoise noise = new ClientNoise();

    private FilterReply told(Level level, String logger, String message, Instant at) {
        LoggingEvent event = new LoggingEvent();
        event.setLevel(level);
        event.setLoggerName(logger);
        event.setMessage(message);
        event.setInstant(at);
        return noise.decide(event);
    }

    @Test
    void letsAWarningThroughOnceInHalfAMinute() {
        assertThat(told(Level.WARN, CLIENT, "no broker", NOW)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(told(Level.WARN, CLIENT, "no broker", NOW.plusMillis(100))).isEqualTo(FilterReply.DENY);
        assertThat(told(Level.WARN, CLIENT, "no broker", NOW.plusSeconds(29))).isEqualTo(FilterReply.DENY);
        assertThat(told(Level.WARN, CLIENT, "no broker", NOW.plusSeconds(30))).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void leavesItToUsToSayWhatEndedTheProcessing() {
        assertThat(told(Level.ERROR, "org.apache.kafka.streams.KafkaStreams",
                "Encountered the following exception"
                        + " during processing and the registered exception handler opted to SHUTDOWN_CLIENT. ",
                NOW)).isEqualTo(FilterReply.DENY);
        assertThat(told(Level.ERROR, "org.apache.kafka.streams.KafkaStreams", "another", NOW))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void letsAllElseThrough() {
        told(Level.WARN, CLIENT, "no broker", NOW);

        assertThat(told(Level.WARN, CLIENT, "another", NOW.plusMillis(1))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(told(Level.ERROR, CLIENT, "no broker", NOW.plusMillis(1))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(told(Level.WARN, "io.fusebox.app.Processing", "no broker", NOW.plusMillis(1)))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(told(Level.WARN, "io.fusebox.app.Processing", "no broker", NOW.plusMillis(2)))
                .isEqualTo(FilterReply.NEUTRAL);
    }
}
