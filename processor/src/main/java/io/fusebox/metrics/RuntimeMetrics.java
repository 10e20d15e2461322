package io.fusebox.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.streams.KafkaStreams;

/** The meters of what the program runs on: the JVM, the process, Kafka Streams. */
final class RuntimeMetrics {
    private final MeterRegistry registry;
    private final List<Runnable> atClose = new CopyOnWriteArrayList<>();

    RuntimeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watchJvm() {
        JvmGcMetrics gc = new JvmGcMetrics();
        atClose.add(gc::close);
        List<MeterBinder> binders = List.of(gc, new ClassLoaderMetrics(), new JvmMemoryMetrics(),
                new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics(), new FileDescriptorMetrics());
        binders.forEach(binder -> binder.bindTo(registry));
    }

    void watch(KafkaStreams streams) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        atClose.add(metrics::close);
        metrics.bindTo(registry);
    }

    void close() {
        atClose.forEach(Runnable::run);
    }
}
