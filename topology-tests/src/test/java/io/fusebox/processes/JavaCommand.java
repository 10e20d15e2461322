package io.fusebox.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a class is started in a JVM of its own. */
public final class JavaCommand {
    private JavaCommand() {}

    /** This JDK, with this JVM's class path; RocksDB, Kafka and Netty may go beneath Java. */
    public static List<String> of(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
