package io.fusebox.app;

import io.fusebox.admin.HealthSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** How the pod does, from what its parts say of themselves. Threading notes: safe for all threads. */
final class PodHealth implements HealthSource {
    private final Supplier<Optional<Instant>> boardStaleSince;
    private volatile String startUp = "starting";
    private volatile Optional<KafkaStreams> streams = Optional.empty();
    private volatile boolean stopping;
    private volatile Optional<String> failure = Optional.empty();

    /** @param boardStaleSince since when the brokers have not answered */
    PodHealth(Supplier<Optional<Instant>> boardStaleSince) {
        this.boardStaleSince = boardStaleSince;
    }

    /** What the start waits for, in a line. */
    void waitsFor(String what) {
        startUp = what;
    }

    void started(KafkaStreams running) {
        streams = Optional.of(running);
    }

    /** @param why in a line */
    void failed(String why) {
        failure = Optional.of(why);
    }

    void stops() {
        stopping = true;
    }

    @Override
    public Liveness liveness() {
        return failure.map(why -> new Liveness(false, why)).orElseGet(() -> new Liveness(true, "running"));
    }

    @Override
    public Readiness readiness() {
        Check processing = processing();
        Check brokers = brokers();
        return new Readiness(processing.up() && brokers.up(), List.of(processing, brokers));
    }

    private Check processing() {
        if (stopping) {
            return new Check("streams", false, "stopping");
        }
        if (failure.isPresent()) {
            return new Check("streams", false, failure.get());
        }
        return streams.map(KafkaStreams::state)
                .map(state -> new Check("streams", state == KafkaStreams.State.RUNNING,
                        state.name().toLowerCase(java.util.Locale.ROOT)))
                .orElseGet(() -> new Check("streams", false, startUp));
    }

    private Check brokers() {
        return boardStaleSince.get()
                .map(since -> new Check("kafka", false,
                        "no word from the brokers for %d s"
                                .formatted(Duration.between(since, Instant.now()).toSeconds())))
                .orElseGet(() -> new Check("kafka", true, "answers"));
    }
}
