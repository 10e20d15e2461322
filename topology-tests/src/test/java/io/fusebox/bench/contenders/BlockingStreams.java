package io.fusebox.bench.contenders;

import io.fusebox.bench.Command;
import io.fusebox.bench.Contender;
import io.fusebox.bench.Feed;
import io.fusebox.bench.HttpCalls;
import io.fusebox.bench.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/** What is written first: Kafka Streams, whose processor makes the call and waits for it, until it succeeds. */
public final class BlockingStreams implements Contender {
    private static final int THREADS = 8;

    @Override
    public String name() {
        return "kafka-streams-blocking";
    }

    @Override
    public Feed feed() {
        return Feed.RAW;
    }

    @Override
    public Optional<Duration> window() {
        return Optional.of(Duration.ofSeconds(20));
    }

    @Override
    public Command command(Job job) {
        return Command.java(List.of(), BlockingStreams.class, job);
    }

    public static void main(String[] args) {
        Job job = Job.read(Path.of(args[0]));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, job.group());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, job.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, job.state().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
        properties.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
        HttpCalls calls = new HttpCalls(job);
        Topology topology = new Topology()
                .addSource("calls", Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), job.topic())
                .addProcessor("caller", () -> new Caller(calls, job.retryDelay()), "calls");
        KafkaStreams streams = new KafkaStreams(topology, properties);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
        System.out.println(READY);
    }

    private record Caller(HttpCalls calls, Duration retryDelay) implements Processor<String, byte[], Void, Void> {

        @Override
        public void process(Record<String, byte[]> call) {
            while (!isMade(call)) {
                try {
                    Thread.sleep(retryDelay);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }

        private boolean isMade(Record<String, byte[]> call) {
            return calls.post(call.key(), call.value()).map(status -> status < 300).otherwise(false).await();
        }
    }
}
