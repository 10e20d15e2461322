package io.fusebox.fuzzing;

import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.Producer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.IndexedRecord;

/** Records as anybody may write them to the three topics that the topology reads: valid ones, most of them damaged. */
final class FuzzedRecords {
    /** The registry knows some dozen; questions for others cost a request each. */
    private static final int SOME_SCHEMA_IDS = 40;

    private final RandomGenerator random;
    private final Producer producer;
    private final Samples samples;
    private final JsonSamples json;
    private final ByteMutations mutations;
    private final Texts texts;
    private byte[] last = {};

    FuzzedRecords(RandomGenerator random, Producer producer, Samples samples) {
        this.random = random;
        this.producer = producer;
        this.samples = samples;
        this.json = new JsonSamples(random);
        this.mutations = new ByteMutations(random);
        this.texts = new Texts(random);
    }

    Input next() {
        int topic = random.nextInt(10);
        byte[] whole = topic < 6 ? request() : topic < 8 ? avro(samples.parked()) : avro(samples.command());
        byte[] value = damaged(whole);
        last = whole;
        String key = random.nextInt(30) == 0 ? "claim-0" : samples.destination();
        Input record = topic < 6 ? Input.request(key, value)
                : topic < 8 ? Input.retry(key, value) : Input.command(key, value);
        return surrounded(record);
    }

    private byte[] request() {
        return random.nextBoolean() ? avro(samples.call()) : json.of(samples.call()).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] avro(IndexedRecord record) {
        return producer.avro(record);
    }

    private byte[] damaged(byte[] whole) {
        int kind = random.nextInt(1_000);
        if (kind < 400) {
            return whole;
        }
        if (kind < 420) {
            byte[] garbage = new byte[random.nextInt(64)];
            random.nextBytes(garbage);
            return garbage;
        }
        if (kind < 440 && whole.length >= 5) {
            return ByteBuffer.wrap(whole.clone()).putInt(1, random.nextInt(-1, SOME_SCHEMA_IDS)).array();
        }
        if (kind == 440 && random.nextInt(10) == 0) {
            return Arrays.copyOf(whole, 1_000_000 + random.nextInt(2_000_000));
        }
        byte[] damaged = whole;
        for (int i = random.nextInt(3); i >= 0; i--) {
            damaged = mutations.mutate(damaged, last);
        }
        return damaged;
    }

    /** Key, headers and timestamp are anybody's too. */
    private Input surrounded(Input record) {
        Input odd = switch (random.nextInt(24)) {
            case 0 -> record.withoutKey();
            case 1 -> record.withoutValue();
            case 2 ->
                record.withHeader("traceparent", texts.or("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                        .withHeader("tracestate", texts.odd());
            case 3 -> record.withHeader("fusebox-slot", texts.or(Integer.toString(random.nextInt(3))));
            case 4 -> record.withHeader("fusebox-dropped", texts.odd());
            case 5 -> record.at(Instant.ofEpochMilli(random.nextLong(-1, Long.MAX_VALUE)));
            default -> record;
        };
        return random.nextInt(40) == 0 ? new Input(odd.topic(), odd.value().filter(value -> value.length < 1_000),
                odd.value(), odd.headers(), odd.recordTime()) : odd;
    }
}
