package io.fusebox.bench.peers;

import io.fusebox.bench.HttpCalls;
import io.vertx.core.Future;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.retrytopic.DltStrategy;

/** What makes the calls. One that fails goes to the retry topic, and is made again after the delay, until it succeeds. */
final class SpringKafkaListeners {
    private SpringKafkaListeners() {}

    /** One topic for all attempts, as many partitions and consumers as the first has, and nothing given up. */
    @Retention(RetentionPolicy.RUNTIME)
    @RetryableTopic(attempts = "1000", backOff = @BackOff(delayString = "#{@job.retryDelay().toMillis()}"), numPartitions = "#{@job.partitions()}", dltStrategy = DltStrategy.NO_DLT)
    @KafkaListener(topics = "#{@job.topic()}", groupId = "#{@job.group()}")
    @interface MakesCalls {}

    /** Waits for each call. */
    record Blocking(HttpCalls calls) {
        @MakesCalls
        void make(ConsumerRecord<String, byte[]> call) {
            SpringKafkaListeners.make(calls, call).await();
        }
    }

    /** Waits for none; but before a consumer polls again, all calls of its last poll are over. */
    record Async(HttpCalls calls) {
        @MakesCalls
        CompletableFuture<Integer> make(ConsumerRecord<String, byte[]> call) {
            return SpringKafkaListeners.make(calls, call).toCompletionStage().toCompletableFuture();
        }
    }

    private static Future<Integer> make(HttpCalls calls, ConsumerRecord<String, byte[]> call) {
        return calls.post(call.key(), call.value())
                .compose(status -> status < 300 ? Future.succeededFuture(status)
                        : Future.failedFuture(new IllegalStateException("answered " + status)));
    }
}
