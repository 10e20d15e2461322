package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fusebox.board.Alert;
import io.fusebox.breaker.PolicyValue;
import io.fusebox.config.Configuration;
import io.fusebox.wire.Decoded;
import io.fusebox.wire.DestinationSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFeedTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String BROKEN = "broken";

    private final Map<String, DestinationSettings> records = new HashMap<>();
    private Instant now = NOW;
    private final PolicyFeed feed = new PolicyFeed(
            Configuration.load(Optional.empty(), Map.of(),
                    Map.of("fusebox.destinations.payments.base-url", "http://payments.example",
                            "fusebox.destinations.payments.timeout", "3s")),
            bytes -> {
                String text = new String(bytes, StandardCharsets.UTF_8);
                return text.equals(BROKEN) ? new Decoded.Malformed<>("it is no record")
                        : new Decoded.Read<>(records.get(text));
            }, () -> now);

    private void whenApplied(String destination, Map<String, String> settings) {
        whenRecorded(destination, destination, settings);
    }

    private void whenRecorded(String key, String destination, Map<String, String> settings) {
        String id = "r" + records.size();
        records.put(id, new DestinationSettings(destination, new LinkedHashMap<>(settings), NOW, Optional.empty()));
        feed.accept(bytes(key), Optional.of(bytes(id)));
        feed.caughtUp();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Duration timeout() {
        return feed.current().of("payments").orElseThrow().guard().policy().timeout();
    }

    @Test
    void whatIsAppliedHoldsUntilItIsRemoved() {
        whenApplied("payments", Map.of("timeout", "5s"));
        Duration applied = timeout();
        feed.accept(bytes("payments"), Optional.empty());
        feed.caughtUp();

        assertThat(applied).isEqualTo(Duration.ofSeconds(5));
        assertThat(timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(feed.current().version()).isEqualTo(2);
    }

    @Test
    void whatCannotHoldIsToldAndLeavesWhatHeld() {
        whenApplied("payments", Map.of("timeout", "5s"));
        whenApplied("payments", Map.of("timeout", "soon"));

        assertThat(timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(feed.invalid()).containsExactly(new Alert.InvalidPolicy("payments",
                "fusebox.destinations.payments.timeout: 'soon' does not fit; expected a duration from 1ms to 365d, such as "
                        + "250ms, 10s, 5m, 24h or 30d (applied setting)",
                NOW));
    }

    @Test
    void aRecordThatCannotBeReadOrIsOfAnotherDestinationIsToldToo() {
        feed.accept(bytes("mail"), Optional.of(bytes(BROKEN)));
        whenRecorded("orders", "payments", Map.of("timeout", "5s"));

        assertThat(feed.invalid()).extracting(Alert.InvalidPolicy::destination, Alert.InvalidPolicy::reason)
                .containsExactly(tuple("mail", "it is no record"),
                        tuple("orders", "they are the settings of 'payments'"));
        assertThat(timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aValidOneEndsTheAlarm() {
        whenApplied("payments", Map.of("timeout", "soon"));
        whenApplied("payments", Map.of("timeout", "5s"));

        assertThat(feed.invalid()).isEmpty();
    }

    @Test
    void andSoDoesItsRemoval() {
        whenApplied("payments", Map.of("timeout", "soon"));
        feed.accept(bytes("payments"), Optional.empty());
        feed.caughtUp();

        assertThat(feed.invalid()).isEmpty();
        assertThat(timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aSecretThatComesLaterMendsThem(@TempDir Path directory) throws IOException {
        Path secret = directory.resolve("token");
        Map<String, String> settings = Map.of("timeout", "5s", "headers.Authorization", "file:" + secret);
        whenApplied("payments", settings);
        Duration without = timeout();
        Files.writeString(secret, "Bearer t0ken");

        feed.caughtUp();
        Duration tooSoon = timeout();
        now = NOW.plusSeconds(10);
        feed.caughtUp();

        assertThat(without).isEqualTo(Duration.ofSeconds(3));
        assertThat(tooSoon).isEqualTo(without);
        assertThat(timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(feed.invalid()).isEmpty();
        assertThat(feed.described("payments")).containsEntry("headers.Authorization",
                new PolicyValue("file:" + secret, "destinations.payments.headers (applied)"));
    }

    @Test
    void aBackupThatComesLaterMendsThemToo() {
        whenApplied("payments", Map.of("fallback", "backup:mail, queue"));
        now = NOW.plusSeconds(10);
        feed.caughtUp();
        assertThat(feed.invalid()).singleElement()
                .satisfies(alert -> assertThat(alert.since()).isEqualTo(NOW));
        assertThat(feed.current().version()).isZero();

        whenApplied("mail", Map.of("base-url", "http://mail.example"));
        now = NOW.plusSeconds(20);
        feed.caughtUp();

        assertThat(feed.invalid()).isEmpty();
        assertThat(feed.current().of("payments").orElseThrow().fallback().backups()).containsExactly("mail");
    }

    @Test
    void whatIsMendedByARecordAndSpoiltByTheNextIsTold() {
        records.put("good", new DestinationSettings("payments", new LinkedHashMap<>(Map.of("timeout", "5s")), NOW,
                Optional.empty()));
        feed.accept(bytes("payments"), Optional.of(bytes("good")));
        feed.accept(bytes("payments"), Optional.of(bytes(BROKEN)));
        feed.caughtUp();

        assertThat(timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(feed.invalid()).extracting(Alert.InvalidPolicy::reason).containsExactly("it is no record");
    }
}
