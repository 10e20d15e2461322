package io.fusebox.bench;

import io.fusebox.bench.stub.Stamp;
import io.fusebox.broker.AvroWire;
import io.fusebox.schemas.CallRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Produces a job's calls. Threading notes: belongs to one thread. */
public final class Load implements AutoCloseable {
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final Feed feed;
    private final String topic;
    private final List<String> names;
    private final AvroWire avro;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Optional<Exception>> failure = new AtomicReference<>(Optional.empty());
    private int sent;

    Load(Job job, Feed feed) {
        this.feed = feed;
        this.topic = Topics.requests(job, feed);
        this.names = job.names();
        this.avro = new AvroWire(job.registry());
        this.producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers", job.bootstrapServers(),
                "acks", "1",
                "enable.idempotence", "false",
                "batch.size", "131072",
                // Batches fill by themselves where calls come fast, and nobody waits where they come one by one.
                "linger.ms", "0"), new StringSerializer(), new ByteArraySerializer());
    }

    /** So far. */
    public int sent() {
        return sent;
    }

    /** So many, to all destinations in turn, as fast as it goes; returns when they are in Kafka. */
    public void fill(int calls) {
        fill(calls, names);
    }

    /** As {@link #fill(int)}, to these destinations. */
    public void fill(int calls, List<String> destinations) {
        for (int i = 0; i < calls; i++) {
            send(destinations.get(i % destinations.size()), Optional.empty());
        }
        flush();
    }

    /** Calls that are due one after another, so many a second, from a time on; returns when they are in Kafka. */
    public void schedule(int calls, Instant first, int perSecond) {
        for (int i = 0; i < calls; i++) {
            send(names.get(i % names.size()),
                    Optional.of(
                            first.plus(i * 1_000_000L / perSecond, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS)));
        }
        flush();
    }

    /** Calls at an even pace to all destinations in turn; returns when the time is over. */
    public void pace(int perSecond, Duration length) {
        pace(perSecond, length, names);
    }

    /** As {@link #pace(int, Duration)}, to these destinations. */
    public void pace(int perSecond, Duration length, List<String> destinations) {
        long begin = System.nanoTime();
        long calls = perSecond * length.toMillis() / 1_000;
        for (int i = 0; i < calls; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            send(destinations.get(i % destinations.size()), Optional.empty());
        }
        flush();
    }

    private void send(String destination, Optional<Instant> notBefore) {
        long stamp = notBefore.map(Stamp::micros).orElseGet(Stamp::now);
        byte[] body = Stamp.body(stamp);
        sent++;
        producer.send(new ProducerRecord<>(topic, destination, switch (feed) {
            case RAW -> body;
            case AVRO -> avro.encode(topic, request(destination, notBefore, stamp, body));
            case NONE -> throw new IllegalStateException("it makes up its own calls");
        }), (_, e) -> {
            if (e != null) {
                failure.set(Optional.of(e));
            }
        });
    }

    private CallRequest request(String destination, Optional<Instant> notBefore, long stamp, byte[] body) {
        CallRequest.Builder call = CallRequest.newBuilder()
                .setId(id(sent, stamp))
                .setDestination(destination)
                .setHeaders(HEADERS)
                .setBody(ByteBuffer.wrap(body));
        notBefore.ifPresent(call::setNotBefore);
        return call.build();
    }

    /** As applications have them, and yet one that tells the call's stamp. */
    private static String id(int number, long stamp) {
        return new UUID(number, stamp).toString();
    }

    /** @param id of a call in Avro; the same as its result's key */
    public static long stampOf(String id) {
        return UUID.fromString(id).getLeastSignificantBits();
    }

    private void flush() {
        producer.flush();
        failure.get().ifPresent(e -> {
            throw new IllegalStateException("a call could not be produced", e);
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
