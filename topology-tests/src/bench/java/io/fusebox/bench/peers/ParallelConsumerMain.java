package io.fusebox.bench.peers;

import io.confluent.parallelconsumer.PCRetriableException;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.PollContext;
import io.confluent.parallelconsumer.internal.AbstractParallelEoSStreamProcessor;
import io.confluent.parallelconsumer.reactor.ReactorProcessor;
import io.fusebox.bench.Contender;
import io.fusebox.bench.HttpCalls;
import io.fusebox.bench.Job;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Parallel Consumer at its fastest. Its order and its engine are told by system properties. It retries in memory, until a call
 * succeeds.
 */
final class ParallelConsumerMain {
    static final String ORDER = "peer.order";
    static final String ENGINE = "peer.engine";

    /** Who waits for the answers. */
    enum Engine {
        /** A thread for each call: its core module, as most use it. */
        PLATFORM,
        /** The same, with virtual threads. */
        VIRTUAL,
        /** Nobody: its module for Project Reactor. That for Vert.x wants version 4 of it. */
        REACTOR
    }

    private ParallelConsumerMain() {}

    public static void main(String[] args) {
        Job job = Job.read(Path.of(args[0]));
        HttpCalls calls = new HttpCalls(job);
        ParallelConsumerOptions.ParallelConsumerOptionsBuilder<String, byte[]> options = options(job,
                ProcessingOrder.valueOf(System.getProperty(ORDER)));
        AbstractParallelEoSStreamProcessor<String, byte[]> consumer = switch (Engine
                .valueOf(System.getProperty(ENGINE))) {
            case PLATFORM -> blocking(job, calls, options.build());
            case VIRTUAL -> blocking(job, calls, options.managedThreadFactory(VirtualThreads.register()).build());
            case REACTOR -> reactive(job, calls, options.build());
        };
        Runtime.getRuntime().addShutdownHook(new Thread(consumer::closeDontDrainFirst));
        System.out.println(Contender.READY);
    }

    private static ParallelConsumerOptions.ParallelConsumerOptionsBuilder<String, byte[]> options(Job job,
            ProcessingOrder order) {
        return ParallelConsumerOptions.<String, byte[]>builder()
                .consumer(new KafkaConsumer<>(
                        Map.of("bootstrap.servers", job.bootstrapServers(), "group.id", job.group(),
                                "auto.offset.reset", "earliest", "enable.auto.commit", "false"),
                        new StringDeserializer(), new ByteArrayDeserializer()))
                .ordering(order)
                .maxConcurrency(job.concurrency())
                // Its fastest, at least once all the same; and its own interval, 5 s.
                .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                .retryDelayProvider(_ -> job.retryDelay());
    }

    private static AbstractParallelEoSStreamProcessor<String, byte[]> blocking(Job job, HttpCalls calls,
            ParallelConsumerOptions<String, byte[]> options) {
        var consumer = (AbstractParallelEoSStreamProcessor<String, byte[]>) ParallelStreamProcessor
                .createEosStreamProcessor(options);
        consumer.subscribe(List.of(job.topic()));
        ((ParallelStreamProcessor<String, byte[]>) consumer).poll(call -> make(calls, call).await());
        return consumer;
    }

    /** Without a scheduler of its own: the call is handed to the HTTP client at once, and nothing in it blocks. */
    private static AbstractParallelEoSStreamProcessor<String, byte[]> reactive(Job job, HttpCalls calls,
            ParallelConsumerOptions<String, byte[]> options) {
        ReactorProcessor<String, byte[]> consumer = new ReactorProcessor<>(options, Schedulers::immediate);
        consumer.subscribe(List.of(job.topic()));
        consumer.react(call -> Mono.fromCompletionStage(make(calls, call).toCompletionStage()));
        return consumer;
    }

    /** What fails in the way that it expects it is neither logged nor lost. */
    private static Future<Integer> make(HttpCalls calls, PollContext<String, byte[]> call) {
        return calls.post(call.key(), call.value()).transform(answer -> {
            if (answer.succeeded() && answer.result() < 300) {
                return Future.succeededFuture(answer.result());
            }
            return Future.failedFuture(new PCRetriableException("to be made again"));
        });
    }
}
