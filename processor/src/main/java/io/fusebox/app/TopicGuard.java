package io.fusebox.app;

import io.fusebox.config.FuseboxConfig;
import io.fusebox.topology.TopicSetup;
import io.fusebox.topology.TopicWatch;
import io.fusebox.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Looks after the topics while the pod runs. Threading notes: tells what is wrong, once, on a daemon thread of its own. */
final class TopicGuard implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final FuseboxConfig config;
    private final Consumer<String> onWrong;
    private final Thread thread = Thread.ofPlatform().daemon().name("watch-topics").unstarted(this::run);

    TopicGuard(FuseboxConfig config, Consumer<String> onWrong) {
        this.config = config;
        this.onWrong = onWrong;
    }

    void start() {
        thread.start();
    }

    private void run() {
        Map<String, Object> properties = new HashMap<>(config.kafka().asMap());
        properties.put("client.id", config.applicationId() + "-topic-watch");
        TopicWatch watch = new TopicWatch(settings(config), config.applicationId());
        try (Admin admin = Admin.create(properties)) {
            Optional<String> wrong = Optional.empty();
            while (wrong.isEmpty()) {
                Thread.sleep(PERIOD);
                wrong = watch.look(admin);
            }
            onWrong.accept(wrong.get());
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    static TopicSetup.Settings settings(FuseboxConfig config) {
        return new TopicSetup.Settings(new Topics(config.topicPrefix()), config.partitions(),
                config.replicationFactor(), config.requestLimit());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
