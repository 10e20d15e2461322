package io.fusebox.app;

import io.fusebox.config.FuseboxConfig;
import io.fusebox.topology.TopicSetup;
import io.fusebox.topology.TopicSetupException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the brokers, and sees to it that all topics are there and as they must be. */
final class TopicReadiness {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReadiness.class);
    /** Milliseconds: a second, doubled each time, ten at most. */
    private static final ExponentialBackoff BACKOFF = new ExponentialBackoff(1_000, 2, 10_000, 0);

    private final FuseboxConfig config;

    TopicReadiness(FuseboxConfig config) {
        this.config = config;
    }

    /** @throws TopicSetupException where a topic is not as it must be */
    void await() throws TopicSetupException, InterruptedException {
        TopicSetup.Settings settings = TopicGuard.settings(config);
        Map<String, Object> properties = new HashMap<>(config.kafka().asMap());
        properties.put("client.id", config.applicationId() + "-topics");
        try (Admin admin = Admin.create(properties)) {
            for (int failures = 0; !isDone(admin, settings); failures++) {
                Thread.sleep(BACKOFF.backoff(failures));
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
