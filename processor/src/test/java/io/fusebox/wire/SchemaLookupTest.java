package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaLookupTest {
    private final MemoryRegistry registry = new MemoryRegistry();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private long nanos;
    private final SchemaLookup lookup = new SchemaLookup(registry, background::add, () -> nanos);

    private void runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void aSchemaIsThereOnceTheRegistryHasToldIt() {
        int id = registry.add(CallRequest.getClassSchema());

        Decoded<Schema> first = lookup.find(id);
        assertThat(lookup.find(id)).isEqualTo(first);
        runBackground();

        assertThat(first)
                .isEqualTo(new Decoded.NotYet<>("the schema registry is being asked for the schema with the id " + id));
        assertThat(lookup.find(id)).isEqualTo(new Decoded.Read<>(CallRequest.getClassSchema()));
        assertThat(registry.asked).isEqualTo(1);
    }

    @Test
    void anUnknownIdIsMalformedAndAskedAgainAfterAWhileOnly() {
        lookup.find(99);
        runBackground();

        assertThat(lookup.find(99)).isEqualTo(new Decoded.Malformed<>("no schema 99"));
        pass(Duration.ofSeconds(59));
        assertThat(lookup.find(99)).isEqualTo(new Decoded.Malformed<>("no schema 99"));
        assertThat(background).isEmpty();

        pass(Duration.ofSeconds(2));
        assertThat(lookup.find(99)).isInstanceOf(Decoded.NotYet.class);
        assertThat(background).hasSize(1);
    }

    @Test
    void aRegistryThatIsDownIsNeverMalformedAndAskedLessAndLessOften() {
        int id = registry.add(CallRequest.getClassSchema());
        registry.down = true;
        for (int minute = 0; minute < 60; minute++) {
            for (int tenth = 0; tenth < 600; tenth++) {
                assertThat(lookup.find(id)).isInstanceOf(Decoded.NotYet.class);
                runBackground();
                pass(Duration.ofMillis(100));
            }
        }
        assertThat(registry.asked).isBetween(120, 130);
        assertThat(lookup.find(id)).isEqualTo(new Decoded.NotYet<>("the registry is down"));

        registry.down = false;
        pass(Duration.ofSeconds(31));
        lookup.find(id);
        runBackground();
        assertThat(lookup.find(id)).isInstanceOf(Decoded.Read.class);
    }

    @Test
    void whatQueuedBeforeAFailureDoesNotAskInVain() {
        registry.down = true;
        for (int id = 1; id <= 50; id++) {
            lookup.find(id);
        }
        runBackground();

        assertThat(registry.asked).isEqualTo(1);
    }

    @Test
    void aFloodOfForeignIdsAsksForAFewAtATime() {
        for (int id = 1_000; id < 100_000; id++) {
            lookup.find(id);
        }

        assertThat(background).hasSize(100);
    }

    @Test
    void ownSchemasAreNeverForgotten() {
        lookup.learn(5, CallRequest.getClassSchema());
        for (int id = 1_000; id < 20_000; id++) {
            lookup.find(id);
            runBackground();
        }

        assertThat(lookup.find(5)).isInstanceOf(Decoded.Read.class);
    }
}
