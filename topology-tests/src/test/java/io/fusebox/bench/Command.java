package io.fusebox.bench;

import io.fusebox.processes.JavaCommand;
import java.util.List;
import java.util.Map;

/**
 * What is started.
 *
 * @param words program and arguments
 * @param environment on top of this process' own
 */
public record Command(List<String> words, Map<String, String> environment) {

    /** This JDK with this JVM's class path; the main class is given the file of its {@link Job} as its only argument. */
    public static Command java(List<String> jvmOptions, Class<?> main, Job job) {
        return new Command(JavaCommand.of(jvmOptions, main, List.of(job.write().toString())), Map.of());
    }
}
