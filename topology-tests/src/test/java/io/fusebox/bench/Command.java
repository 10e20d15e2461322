package io.fusebox.bench;

import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(jvmOptions);
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), main.getName(), job.write().toString()));
        return new Command(List.copyOf(words), Map.of());
    }
}
