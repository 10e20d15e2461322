package io.fusebox.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a contender's process is to do, as both ends know it.
 *
 * @param directory where it may keep what it likes; goes with the measurement
 * @param registry the schema registry's URL
 * @param topic of the calls; also the beginning of the names of all other topics that it needs
 * @param group of its consumers, or its application id
 * @param partitions of the topic
 * @param destinations how many there are
 * @param base URL below which all destinations are
 * @param elsewhere destinations that are not there, with their URLs
 * @param concurrency calls that may be under way at once, altogether
 * @param timeout of a call
 * @param retryDelay from an attempt that failed to the next
 * @param httpPort one that is free, for who needs it
 * @param policy for Fusebox alone: what holds for all destinations, as keys below {@code fusebox.defaults}
 */
public record Job(
        Path directory,
        String bootstrapServers,
        String registry,
        String topic,
        String group,
        int partitions,
        int destinations,
        String base,
        Map<String, String> elsewhere,
        int concurrency,
        Duration timeout,
        Duration retryDelay,
        int httpPort,
        Map<String, String> policy) {
    private static final String ELSEWHERE = "elsewhere.";
    private static final String POLICY = "policy.";

    /** Names of the destinations. */
    public List<String> names() {
        return IntStream.range(0, destinations).mapToObj(Job::name).toList();
    }

    /** @param number from 0 on */
    public static String name(int number) {
        return "d" + number;
    }

    /** Where calls to a destination go. */
    public String url(String destination) {
        return elsewhere.getOrDefault(destination, base + "/" + destination);
    }

    public Job withDestinations(int count) {
        return new Job(directory, bootstrapServers, registry, topic, group, partitions, count, base, elsewhere,
                concurrency, timeout, retryDelay, httpPort, policy);
    }

    public Job withElsewhere(Map<String, String> urls) {
        return new Job(directory, bootstrapServers, registry, topic, group, partitions, destinations, base,
                Map.copyOf(urls), concurrency, timeout, retryDelay, httpPort, policy);
    }

    public Job withTimeout(Duration of) {
        return new Job(directory, bootstrapServers, registry, topic, group, partitions, destinations, base, elsewhere,
                concurrency, of, retryDelay, httpPort, policy);
    }

    public Job withRetryDelay(Duration delay) {
        return new Job(directory, bootstrapServers, registry, topic, group, partitions, destinations, base, elsewhere,
                concurrency, timeout, delay, httpPort, policy);
    }

    public Job withPolicy(Map<String, String> settings) {
        return new Job(directory, bootstrapServers, registry, topic, group, partitions, destinations, base, elsewhere,
                concurrency, timeout, retryDelay, httpPort, Map.copyOf(settings));
    }

    /** Where its state is kept, if it has any. */
    public Path state() {
        return directory.resolve("state");
    }

    /** @return the file from which {@link #read} makes the same job */
    public Path write() {
        Properties properties = new Properties();
        properties.setProperty("bootstrapServers", bootstrapServers);
        properties.setProperty("registry", registry);
        properties.setProperty("topic", topic);
        properties.setProperty("group", group);
        properties.setProperty("partitions", Integer.toString(partitions));
        properties.setProperty("destinations", Integer.toString(destinations));
        properties.setProperty("base", base);
        properties.setProperty("concurrency", Integer.toString(concurrency));
        properties.setProperty("timeout", timeout.toString());
        properties.setProperty("retryDelay", retryDelay.toString());
        properties.setProperty("httpPort", Integer.toString(httpPort));
        elsewhere.forEach((name, url) -> properties.setProperty(ELSEWHERE + name, url));
        policy.forEach((key, value) -> properties.setProperty(POLICY + key, value));
        Path file = directory.resolve("job.properties");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Job read(Path file) {
        Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Job(file.toAbsolutePath().getParent(), properties.getProperty("bootstrapServers"),
                properties.getProperty("registry"), properties.getProperty("topic"), properties.getProperty("group"),
                Integer.parseInt(properties.getProperty("partitions")),
                Integer.parseInt(properties.getProperty("destinations")), properties.getProperty("base"),
                below(ELSEWHERE, properties), Integer.parseInt(properties.getProperty("concurrency")),
                Duration.parse(properties.getProperty("timeout")),
                Duration.parse(properties.getProperty("retryDelay")),
                Integer.parseInt(properties.getProperty("httpPort")), below(POLICY, properties));
    }

    private static Map<String, String> below(String prefix, Properties properties) {
        return new TreeMap<>(properties.stringPropertyNames()
                .stream()
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toMap(key -> key.substring(prefix.length()), properties::getProperty)));
    }
}
