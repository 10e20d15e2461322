package io.fusebox.topology;

import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka Streams' clients, with a gate before each stream thread's consumer, and a watch over its transactions. */
public final class GatedClients implements KafkaClientSupplier {
    private static final String CONSUMER_SUFFIX = "-consumer";
    private static final String PRODUCER_SUFFIX = "-producer";

    private final TaskThreads threads;
    private final IntSupplier backlog;

    /** @param backlog of the executor */
    public GatedClients(TaskThreads threads, IntSupplier backlog) {
        this.threads = threads;
        this.backlog = backlog;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new GatedProducer(config, threadOf(config, PRODUCER_SUFFIX));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new GatedConsumer(config, threadOf(config, CONSUMER_SUFFIX), backlog);
    }

    /** The client's id is the thread's name and a suffix. */
    private TaskThread threadOf(Map<String, Object> config, String suffix) {
        String clientId = String.valueOf(config.get(CommonClientConfigs.CLIENT_ID_CONFIG));
        return threads.ofThread(
                clientId.endsWith(suffix) ? clientId.substring(0, clientId.length() - suffix.length()) : clientId);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plainConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plainConsumer(config);
    }

    private static Consumer<byte[], byte[]> plainConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
