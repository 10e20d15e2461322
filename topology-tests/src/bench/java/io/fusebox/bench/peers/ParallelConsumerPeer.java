package io.fusebox.bench.peers;

import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.fusebox.bench.Command;
import io.fusebox.bench.Contender;
import io.fusebox.bench.Feed;
import io.fusebox.bench.Job;
import io.fusebox.bench.peers.ParallelConsumerMain.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Confluent's Parallel Consumer, in the ways that it can be run. */
public abstract class ParallelConsumerPeer implements Contender {
    private final ProcessingOrder order;
    private final Engine engine;

    private ParallelConsumerPeer(ProcessingOrder order, Engine engine) {
        this.order = order;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "parallel-consumer-%s-%s".formatted(order, engine).toLowerCase(Locale.ROOT);
    }

    @Override
    public Feed feed() {
        return Feed.RAW;
    }

    @Override
    public boolean takesPart(String scenario) {
        return List.of("throughput", "isolation", "flaky").contains(scenario);
    }

    /** In order, it makes no more calls at once than there are destinations. */
    @Override
    public Optional<Duration> window() {
        return order == ProcessingOrder.KEY ? Optional.of(Duration.ofSeconds(20)) : Optional.empty();
    }

    @Override
    public Command command(Job job) {
        return Command.java(List.of("-XX:+UseParallelGC", "-D%s=%s".formatted(ParallelConsumerMain.ORDER, order),
                "-D%s=%s".formatted(ParallelConsumerMain.ENGINE, engine)), ParallelConsumerMain.class, job);
    }

    /** Any call at any time. */
    public static final class UnorderedPlatform extends ParallelConsumerPeer {
        public UnorderedPlatform() {
            super(ProcessingOrder.UNORDERED, Engine.PLATFORM);
        }
    }

    public static final class UnorderedVirtual extends ParallelConsumerPeer {
        public UnorderedVirtual() {
            super(ProcessingOrder.UNORDERED, Engine.VIRTUAL);
        }
    }

    public static final class UnorderedReactor extends ParallelConsumerPeer {
        public UnorderedReactor() {
            super(ProcessingOrder.UNORDERED, Engine.REACTOR);
        }
    }

    /** One call at a time to each destination. */
    public static final class KeyPlatform extends ParallelConsumerPeer {
        public KeyPlatform() {
            super(ProcessingOrder.KEY, Engine.PLATFORM);
        }
    }

    public static final class KeyVirtual extends ParallelConsumerPeer {
        public KeyVirtual() {
            super(ProcessingOrder.KEY, Engine.VIRTUAL);
        }
    }
}
