package io.fusebox.bench.contenders;

import io.fusebox.bench.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** How Fusebox is set up for a job. What is not mentioned here is as it is shipped. */
public final class FuseboxSettings {
    private FuseboxSettings() {}

    /** For all destinations: what a user with so many calls at once would change, and what the scenario is about. */
    public static Map<String, String> defaults(Job job) {
        Map<String, String> defaults = new TreeMap<>();
        defaults.put("concurrency", Integer.toString(Math.ceilDiv(job.concurrency(), job.destinations())));
        defaults.put("timeout", job.timeout().toMillis() + "ms");
        defaults.put("retry.initial", job.retryDelay().toMillis() + "ms");
        defaults.putAll(job.policy());
        return defaults;
    }

    static String yaml(Job job) {
        Map<String, Object> fusebox = new LinkedHashMap<>();
        fusebox.put("application-id", job.group());
        fusebox.put("topic-prefix", job.topic() + ".");
        fusebox.put("partitions", job.partitions());
        fusebox.put("kafka", Map.of("bootstrap.servers", job.bootstrapServers()));
        fusebox.put("streams", Map.of("state.dir", job.state().toString()));
        fusebox.put("schema-registry", Map.of("url", job.registry()));
        fusebox.put("http", Map.of("port", job.httpPort()));
        fusebox.put("defaults", nested(defaults(job)));
        Map<String, Object> destinations = new LinkedHashMap<>();
        job.names().forEach(name -> destinations.put(name, Map.of("base-url", job.url(name))));
        fusebox.put("destinations", destinations);
        return new Yaml().dump(Map.of("fusebox", fusebox));
    }

    /** {@code retry.initial} becomes a map in a map. */
    private static Map<String, Object> nested(Map<String, String> flat) {
        Map<String, Object> root = new TreeMap<>();
        flat.forEach((key, value) -> put(root, key, value));
        return root;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> into, String key, String value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            into.put(key, value);
        } else {
            put((Map<String, Object>) into.computeIfAbsent(key.substring(0, dot), _ -> new TreeMap<>()),
                    key.substring(dot + 1), value);
        }
    }
}
