package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.config.Configuration;
import io.fusebox.wire.Decoded;
import io.fusebox.wire.DestinationSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Policies that are applied while it runs have to fit each other. */
class AppliedBackupsTest {
    private final PolicyFeed feed = new PolicyFeed(
            Configuration.load(Optional.empty(), Map.of(), Map.of("fusebox.destinations.a.base-url", "http://a.example",
                    "fusebox.destinations.b.base-url", "http://b.example")),
            AppliedBackupsTest::settings, () -> Instant.EPOCH);

    /** A record is what it sets, for these tests. */
    private static Decoded<DestinationSettings> settings(byte[] record) {
        String[] parts = new String(record, StandardCharsets.UTF_8).split(" ", 3);
        return new Decoded.Read<>(
                new DestinationSettings(parts[0], new LinkedHashMap<>(Map.of(parts[1], parts[2])), Instant.EPOCH,
                        Optional.empty()));
    }

    private void apply(String destination, String key, String value) {
        byte[] record = "%s %s %s".formatted(destination, key, value).getBytes(StandardCharsets.UTF_8);
        feed.accept(destination.getBytes(StandardCharsets.UTF_8), Optional.of(record));
    }

    private Set<String> backupsOf(String destination) {
        return feed.current().of(destination).orElseThrow().fallback().backups();
    }

    @Test
    void backupsMayComeInAnyOrder() {
        apply("a", "fallback", "backup:c, queue");
        apply("c", "base-url", "http://c.example");
        feed.caughtUp();

        assertThat(backupsOf("a")).containsExactly("c");
    }

    @Test
    void aBackupThatIsNotThereIsRefusedAndWhatHeldBeforeHoldsOn() {
        apply("a", "fallback", "backup:b, queue");
        feed.caughtUp();
        apply("a", "fallback", "backup:nobody, queue");
        apply("b", "queue", "5");
        feed.caughtUp();

        assertThat(backupsOf("a")).containsExactly("b");
        assertThat(feed.current().of("b").orElseThrow().queue()).isEqualTo(5);
    }

    @Test
    void backupsInACircleAreRefusedByTheOneThatClosesIt() {
        apply("a", "fallback", "backup:b, queue");
        feed.caughtUp();
        apply("b", "fallback", "backup:a, queue");
        feed.caughtUp();

        assertThat(backupsOf("a")).containsExactly("b");
        assertThat(backupsOf("b")).isEmpty();
        assertThat(feed.invalid()).singleElement()
                .satisfies(alert -> assertThat(alert.reason()).contains("b -> a -> b"));
    }
}
