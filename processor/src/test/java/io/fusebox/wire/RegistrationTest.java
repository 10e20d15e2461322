package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final Topics TOPICS = new Topics("fusebox.");
    private static final Map<String, Schema> SCHEMAS = RecordType.schemasByTopic(TOPICS, TOPICS.all());

    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<String> progress = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int sleeps;

    private Registration registration(Registration.Registrar registrar) {
        return new Registration(registrar, () -> now, pause -> {
            now = now.plus(pause);
            sleeps++;
            if (sleeps == 4) {
                registry.down = false;
            }
        });
    }

    @Test
    void registersTheSchemaOfEveryTopic() throws Exception {
        List<String> topics = new ArrayList<>();

        var ids = registration((topic, schema) -> {
            topics.add(topic);
            return registry.register(topic, schema);
        }).registerAll(SCHEMAS, Duration.ZERO, progress::add);

        assertThat(topics).containsExactlyInAnyOrderElementsOf(new Topics("fusebox.").all());
        assertThat(ids).containsOnlyKeys(topics).containsValues(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(progress).containsExactly("8 schemas are registered");
    }

    @Test
    void waitsForARegistryThatStartsLaterAndTellsSo() throws Exception {
        registry.down = true;

        registration(registry::register).registerAll(SCHEMAS, Duration.ofMinutes(1), progress::add);

        assertThat(progress).containsExactly("the registry is down; trying again in 500 ms",
                "the registry is down; trying again in 1000 ms", "the registry is down; trying again in 2000 ms",
                "the registry is down; trying again in 4000 ms", "8 schemas are registered");
    }

    @Test
    void givesUpWhenItsPatienceEnds() {
        registry.down = true;

        assertThatThrownBy(
                () -> registration(registry::register).registerAll(SCHEMAS, Duration.ofSeconds(3), progress::add))
                .isInstanceOf(RegistryException.class)
                .hasMessage("the registry is down");
        assertThat(sleeps).isEqualTo(2);
    }

    @Test
    void doesNotTryAgainWhatIsRefused() {
        assertThatThrownBy(() -> registration((topic, _) -> {
            throw RegistryException.refused(topic + " is refused");
        }).registerAll(SCHEMAS, Duration.ofDays(1), progress::add)).hasMessageContaining("is refused");
        assertThat(sleeps).isZero();
    }
}
