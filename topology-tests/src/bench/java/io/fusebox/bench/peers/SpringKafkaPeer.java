package io.fusebox.bench.peers;

import io.fusebox.bench.Command;
import io.fusebox.bench.Contender;
import io.fusebox.bench.Feed;
import io.fusebox.bench.Job;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Spring for Apache Kafka with {@code @RetryableTopic}. */
public abstract class SpringKafkaPeer implements Contender {
    private final Class<?> listener;

    private SpringKafkaPeer(Class<?> listener) {
        this.listener = listener;
    }

    @Override
    public Feed feed() {
        return Feed.RAW;
    }

    @Override
    public boolean takesPart(String scenario) {
        return List.of("throughput", "isolation", "flaky").contains(scenario);
    }

    @Override
    public Command command(Job job) {
        return Command.java(
                List.of("-XX:+UseParallelGC", "-D%s=%s".formatted(SpringKafkaMain.LISTENER, listener.getName())),
                SpringKafkaMain.class, job);
    }

    /** With a listener that waits for the answer, as it is mostly written. */
    public static final class Blocking extends SpringKafkaPeer {
        public Blocking() {
            super(SpringKafkaListeners.Blocking.class);
        }

        @Override
        public String name() {
            return "spring-kafka";
        }

        @Override
        public Optional<Duration> window() {
            return Optional.of(Duration.ofSeconds(20));
        }
    }

    /** With a listener that returns a future. A crash may lose a call that has failed: its offset is acknowledged first. */
    public static final class Async extends SpringKafkaPeer {
        public Async() {
            super(SpringKafkaListeners.Async.class);
        }

        @Override
        public String name() {
            return "spring-kafka-async";
        }
    }
}
