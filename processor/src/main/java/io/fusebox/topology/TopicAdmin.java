package io.fusebox.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks the brokers for topics, and says in a line what they answer. */
final class TopicAdmin {
    private static final int TIMEOUT_MS = 10_000;
    private static final Duration APPEARANCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Admin admin;

    TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /** Those of the names that there are. */
    Map<String, ExistingTopic> existing(Collection<String> names) throws TopicSetupException, InterruptedException {
        Map<String, ExistingTopic> topics = shapes(names);
        Map<String, Map<String, String>> configs = configs(topics.keySet());
        topics.replaceAll((name, topic) -> topic.with(configs.getOrDefault(name, Map.of())));
        return topics;
    }

    /** The same without their settings. */
    Map<String, ExistingTopic> shapes(Collection<String> names) throws TopicSetupException, InterruptedException {
        Map<String, ExistingTopic> topics = new HashMap<>();
        var answers = admin.describeTopics(names, new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS)).topicNameValues();
        for (var answer : answers.entrySet()) {
            described(answer.getKey(), answer.getValue())
                    .ifPresent(topic -> topics.put(topic.name(), new ExistingTopic(topic.name(),
                            topic.partitions().size(), topic.partitions().getFirst().replicas().size(), Map.of())));
        }
        return topics;
    }

    private static Optional<TopicDescription> described(String name, KafkaFuture<TopicDescription> answer)
            throws TopicSetupException, InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            if (e.getCause() instanceof AuthorizationException) {
                throw new TopicSetupException("%s is not shown to this user: grant Describe on it".formatted(name),
                        false, e);
            }
            throw failure("%s cannot be looked at".formatted(name), e);
        }
    }

    private Map<String, Map<String, String>> configs(Collection<String> names)
            throws TopicSetupException, InterruptedException {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> configs = new HashMap<>();
        var answers = admin.describeConfigs(resources, new DescribeConfigsOptions().timeoutMs(TIMEOUT_MS)).values();
        for (var answer : answers.entrySet()) {
            configs.put(answer.getKey().name(), config(answer.getKey().name(), answer.getValue()));
        }
        return configs;
    }

    /** Empty where this user may not read it, or the topic is just gone. */
    private static Map<String, String> config(String name, KafkaFuture<Config> answer)
            throws TopicSetupException, InterruptedException {
        try {
            return answer.get()
                    .entries()
                    .stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw failure("the settings of %s cannot be read".formatted(name), e);
        }
    }

    /**
     * Those that another has created meanwhile are as good.
     *
     * @return those that it was we who created
     */
    Set<String> create(Collection<TopicSpec> specs, int replicationFactor)
            throws TopicSetupException, InterruptedException {
        List<NewTopic> topics = specs.stream()
                .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) replicationFactor)
                        .configs(spec.config()))
                .toList();
        Map<String, KafkaFuture<Void>> answers = admin
                .createTopics(topics, new CreateTopicsOptions().timeoutMs(TIMEOUT_MS))
                .values();
        Set<String> created = new HashSet<>();
        List<String> refused = new ArrayList<>();
        boolean mayPass = true;
        for (TopicSpec spec : specs) {
            Optional<Throwable> failure = failure(answers.get(spec.name()));
            if (failure.isEmpty()) {
                created.add(spec.name());
            } else if (!(failure.get() instanceof TopicExistsException)) {
                refused.add(TopicRefusal.line(spec, replicationFactor, failure.get()));
                mayPass &= failure.get() instanceof RetriableException;
            }
        }
        if (!refused.isEmpty()) {
            throw new TopicSetupException(refused, mayPass);
        }
        return created;
    }

    private static Optional<Throwable> failure(@Nullable KafkaFuture<?> answer) throws InterruptedException {
        try {
            if (answer != null) {
                answer.get();
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(cause(e));
        }
    }

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /** A topic that was created is known to all brokers only a moment later. */
    Map<String, ExistingTopic> awaited(Collection<String> names) throws TopicSetupException, InterruptedException {
        long until = System.nanoTime() + APPEARANCE.toNanos();
        Map<String, ExistingTopic> found = existing(names);
        while (!isComplete(found, names) && System.nanoTime() < until) {
            Thread.sleep(PAUSE);
            found = existing(names);
        }
        return found;
    }

    private static boolean isComplete(Map<String, ExistingTopic> found, Collection<String> names) {
        return found.size() == names.size() && found.values().stream().noneMatch(topic -> topic.config().isEmpty());
    }

    private static TopicSetupException failure(String what, ExecutionException e) {
        Throwable cause = cause(e);
        return switch (cause) {
            case TimeoutException _ -> new TopicSetupException(
                    "no broker answers within %d s: check kafka.bootstrap.servers".formatted(TIMEOUT_MS / 1000), true,
                    cause);
            case AuthenticationException _ -> new TopicSetupException(
                    "the brokers do not let this user in: check the credentials in kafka: " + cause.getMessage(), false,
                    cause);
            default ->
                new TopicSetupException("%s: %s".formatted(what, cause), cause instanceof RetriableException, cause);
        };
    }
}
