package io.fusebox.topology;

import io.fusebox.dispatch.DispatchSettings;
import io.fusebox.dispatch.Policies;
import io.fusebox.execution.CallExecutor;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.Topics;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What all dispatch processors of a pod share.
 *
 * @param settings with the pod's name as owner; each task adds its own
 * @param codecs new ones for each task, as they serve one thread
 * @param random a new one for each task
 * @param traffic a new listener for each task
 * @param policies what holds now; a new version is noticed within a second
 */
public record DispatchRuntime(
        Topics topics,
        Partitioning partitioning,
        DispatchSettings settings,
        Supplier<Policies> policies,
        Supplier<Codecs> codecs,
        Supplier<RandomGenerator> random,
        CallExecutor executor,
        TaskThreads threads,
        Function<TaskId, TrafficListener> traffic) {}
