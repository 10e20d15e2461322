package io.fusebox.app;

import io.fusebox.config.FuseboxConfig;
import io.fusebox.topology.TopicSetup;
import io.fusebox.topology.TopicWatch;
import io.fusebox.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the topics while the pod runs. Threading notes: tells what is wrong, once, on a daemon thread of its own. */
final class TopicGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final FuseboxConfig config;
    private final BooleanSupplier isRunning;
    private final Consumer<String> onWrong;
    private final TopicWatch watch;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("watch-topics").factory());
    private Optional<Admin> admin = Optional.empty();

    /** @param isRunning whether Kafka Streams is, and so has created what it needs */
    TopicGuard(FuseboxConfig config, BooleanSupplier isRunning, Consumer<String> onWrong) {
        this.config = config;
        this.isRunning = isRunning;
        this.onWrong = onWrong;
        this.watch = new TopicWatch(settings(config), config.applicationId());
    }

    void start() {
        Map<String, Object> properties = new HashMap<>(config.kafka().asMap());
        properties.put("client.id", config.applicationId() + "-topic-watch");
        Admin its = Admin.create(properties);
        admin = Optional.of(its);
        var _ = timer.scheduleWithFixedDelay(() -> look(its), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Admin brokers) {
        try {
            if (isRunning.getAsBoolean()) {
                watch.expectChangelogs();
            }
            watch.look(brokers).ifPresent(wrong -> {
                timer.shutdown();
                onWrong.accept(wrong);
            });
        } catch (InterruptedException _) {
            // Closed.
        } catch (RuntimeException e) {
            // The timer would keep it to itself, and look no more.
            LOG.warn("the topics cannot be looked at; trying again", e);
        }
    }

    static TopicSetup.Settings settings(FuseboxConfig config) {
        return new TopicSetup.Settings(new Topics(config.topicPrefix()), config.partitions(),
                config.replicationFactor(), config.requestLimit());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.ifPresent(its -> its.close(Duration.ZERO));
    }
}
