package io.fusebox.app;

import io.fusebox.config.FuseboxConfig;
import io.fusebox.topology.TopicSetup;
import io.fusebox.topology.TopicSetupException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the brokers, and sees to it that all topics are there and as they must be. */
final class TopicReadiness {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReadiness.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final FuseboxConfig config;

    TopicReadiness(FuseboxConfig config) {
        this.config = config;
    }

    /** @throws TopicSetupException where a topic is not as it must be */
    void await() throws TopicSetupException, InterruptedException {
        TopicSetup.Settings settings = TopicGuard.settings(config);
        Map<String, Object> properties = new HashMap<>(config.kafka().asMap());
        properties.put("client.id", config.applicationId() + "-topics");
        Duration pause = FIRST_PAUSE;
        try (Admin admin = Admin.create(properties)) {
            while (!isDone(admin, settings)) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private static boolean isDone(Admin admin, TopicSetup.Settings settings)
            throws TopicSetupException, InterruptedException {
        try {
            TopicSetup.ensure(admin, settings).forEach(LOG::warn);
            return true;
        } catch (TopicSetupException e) {
            if (!e.mayPass()) {
                throw e;
            }
            LOG.warn("{}; trying again", e.getMessage());
            return false;
        }
    }
}
