package io.fusebox.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/**
 * Does what an operator does after a broker's crash, with {@code kafka-transactions.sh find-hanging} and {@code abort}: a broker of
 * version 4.3 may leave a transaction open for ever that its coordinator holds to be over, and what stands behind it in the
 * partition is then seen by nobody.
 */
final class Caretaker implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    /** Beyond the pods' transaction timeout, and the brokers' next look after it. */
    private static final Duration TOO_LONG = Duration.ofSeconds(30);
    private static final Set<TransactionState> OPEN = Set.of(TransactionState.ONGOING, TransactionState.PREPARE_ABORT,
            TransactionState.PREPARE_COMMIT);

    private final Admin admin;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger aborted = new AtomicInteger();

    Caretaker(String bootstrapServers) {
        admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", "5000",
                "default.api.timeout.ms", "10000"));
        rounds.scheduleWithFixedDelay(this::round, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many transactions it has ended. */
    int aborted() {
        return aborted.get();
    }

    private void round() {
        try {
            Map<TopicPartition, List<ProducerState>> open = producers();
            Set<Long> known = admin.listTransactions()
                    .all()
                    .get(10, TimeUnit.SECONDS)
                    .stream()
                    .filter(it -> OPEN.contains(it.state()))
                    .map(TransactionListing::producerId)
                    .collect(Collectors.toSet());
            for (var partition : open.entrySet()) {
                for (ProducerState producer : partition.getValue()) {
                    if (!known.contains(producer.producerId())) {
                        abort(partition.getKey(), producer);
                    }
                }
            }
        } catch (ExecutionException | TimeoutException _) {
            // The broker is away: next time.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those with a transaction that has been open for too long. */
    private Map<TopicPartition, List<ProducerState>> producers()
            throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(10, TimeUnit.SECONDS);
        List<TopicPartition> partitions = admin.describeTopics(topics)
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(topic -> topic.partitions()
                        .stream()
                        .map(it -> new TopicPartition(topic.name(), it.partition())))
                .toList();
        long latest = Instant.now().minus(TOO_LONG).toEpochMilli();
        return admin.describeProducers(partitions)
                .all()
                .get(10, TimeUnit.SECONDS)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey,
                        entry -> entry.getValue()
                                .activeProducers()
                                .stream()
                                .filter(it -> it.currentTransactionStartOffset().isPresent())
                                .filter(it -> it.lastTimestamp() < latest)
                                .toList()));
    }

    private void abort(TopicPartition partition, ProducerState producer)
            throws ExecutionException, TimeoutException, InterruptedException {
        System.out.printf("chaos: the broker has left a transaction hanging on %s; aborting it%n", partition);
        admin.abortTransaction(new AbortTransactionSpec(partition, producer.producerId(),
                (short) producer.producerEpoch(), producer.coordinatorEpoch().orElse(0)))
                .all()
                .get(10, TimeUnit.SECONDS);
        aborted.incrementAndGet();
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        admin.close(Duration.ofSeconds(5));
    }
}
