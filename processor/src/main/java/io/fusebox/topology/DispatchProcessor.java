package io.fusebox.topology;

import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Gives every life of a task an owner: Kafka Streams calls {@link #init} again on the same object when it revives a task. */
final class DispatchProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final DispatchRuntime runtime;
    private Optional<PartitionOwner> owner = Optional.empty();

    DispatchProcessor(DispatchRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        owner.ifPresent(PartitionOwner::close);
        owner = Optional.of(new PartitionOwner(runtime, context));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        owner.orElseThrow(() -> new IllegalStateException("a record came before init")).process(record);
    }

    /** Runs after the last commit: nothing may be forwarded or put any more. */
    @Override
    public void close() {
        owner.ifPresent(PartitionOwner::close);
        owner = Optional.empty();
    }
}
