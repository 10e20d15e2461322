package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.sandbox.Sandbox;
import io.fusebox.topology.TopicSetup;
import io.fusebox.wire.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;

/**
 * Where the client commands are typed, against a real broker and a real schema registry. The topics under {@code t.} are there, and
 * an {@link Answerer} at work on them.
 */
final class Terminal implements AutoCloseable {
    static final Topics TOPICS = new Topics("t.");
    static final int PARTITIONS = 4;
    static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox;
    private final String registry;
    private final Answerer answerer;

    /** What a command leaves behind. */
    record Said(int status, String out, String err) {
        List<JsonNode> json() throws Exception {
            List<JsonNode> objects = new ArrayList<>();
            for (String line : out.lines().toList()) {
                objects.add(JSON.readTree(line));
            }
            return objects;
        }
    }

    private Terminal(Sandbox sandbox) throws Exception {
        this.sandbox = sandbox;
        // Without the path of Apicurio's API, as the default is.
        registry = URI.create(sandbox.registry().url()).resolve("/").toString();
        givenTopics(TOPICS, PARTITIONS);
        answerer = new Answerer(TOPICS, brokers(), URI.create(registry));
    }

    static Terminal open() {
        Sandbox sandbox = Sandbox.start(Sandbox.Options.temporary());
        try {
            return new Terminal(sandbox);
        } catch (Exception e) {
            sandbox.close();
            throw new IllegalStateException("there is nothing to type commands against", e);
        }
    }

    void givenTopics(Topics topics, int partitions) throws Exception {
        try (Admin admin = admin()) {
            assertThat(TopicSetup.ensure(admin, new TopicSetup.Settings(topics, partitions, -1, 512 << 10))).isEmpty();
        }
    }

    String brokers() {
        return sandbox.kafka().bootstrapServers();
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers()));
    }

    Answerer answerer() {
        return answerer;
    }

    Said run(String... arguments) {
        return runWithPrefix(TOPICS.prefix(), arguments);
    }

    Said runWithPrefix(String prefix, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", brokers(), "--registry", registry, "--prefix", prefix));
        CommandLine program = Main.commandLine();
        program.setOut(new PrintWriter(out));
        program.setErr(new PrintWriter(err));
        program.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int status = program.execute(all.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    List<ConsumerRecord<byte[], byte[]>> requestsOf(String destination) {
        return recordsOf(TOPICS.requests(), destination);
    }

    List<ConsumerRecord<byte[], byte[]>> recordsOf(String topic, String key) {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", brokers()), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic)
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (new String(record.key(), StandardCharsets.UTF_8).equals(key)) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }

    @Override
    public void close() throws Exception {
        answerer.close();
        sandbox.close();
    }
}
