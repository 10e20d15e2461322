package io.fusebox.bench.peers;

import io.fusebox.bench.Contender;
import io.fusebox.bench.HttpCalls;
import io.fusebox.bench.Job;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.retrytopic.RetryTopicConfigurationSupport;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Spring for Apache Kafka at its fastest, without Spring Boot. Its listener is told by a system property. */
final class SpringKafkaMain {
    static final String LISTENER = "peer.listener";

    private SpringKafkaMain() {}

    public static void main(String[] args) throws ClassNotFoundException {
        Job job = Job.read(Path.of(args[0]));
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean("job", Job.class, () -> job);
        context.registerBean(HttpCalls.class, () -> new HttpCalls(job));
        context.register(Beans.class, Class.forName(System.getProperty(LISTENER)));
        context.refresh();
        context.registerShutdownHook();
        System.out.println(Contender.READY);
    }

    /** A consumer for each partition, and for each of the retry topic; more of them would have nothing to do. */
    @Configuration
    @EnableKafka
    static class Beans extends RetryTopicConfigurationSupport {

        @Bean
        ConcurrentKafkaListenerContainerFactory<String, byte[]> kafkaListenerContainerFactory(Job job) {
            ConcurrentKafkaListenerContainerFactory<String, byte[]> factory = new ConcurrentKafkaListenerContainerFactory<>();
            factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(
                    Map.of("bootstrap.servers", job.bootstrapServers(), "auto.offset.reset", "earliest",
                            // Of an asynchronous listener this is how many calls a consumer makes at once.
                            "max.poll.records", job.concurrency() / job.partitions()),
                    new StringDeserializer(), new ByteArrayDeserializer()));
            factory.setConcurrency(job.partitions());
            return factory;
        }

        @Bean
        KafkaTemplate<String, byte[]> kafkaTemplate(Job job) {
            return new KafkaTemplate<>(
                    new DefaultKafkaProducerFactory<>(Map.of("bootstrap.servers", job.bootstrapServers()),
                            new StringSerializer(), new ByteArraySerializer()));
        }

        @Bean
        KafkaAdmin kafkaAdmin(Job job) {
            return new KafkaAdmin(Map.of("bootstrap.servers", job.bootstrapServers()));
        }

        @Bean
        TaskScheduler taskScheduler() {
            return new ThreadPoolTaskScheduler();
        }

        /** As its documentation advises: what was polled behind a call that failed is not fetched again. */
        @Override
        protected void configureCustomizers(CustomizersConfigurer customizers) {
            customizers.customizeErrorHandler((DefaultErrorHandler handler) -> handler.setSeekAfterError(false));
        }
    }
}
