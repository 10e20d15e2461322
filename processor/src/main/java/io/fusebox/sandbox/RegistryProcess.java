package io.fusebox.sandbox;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The registry's operating system process: how it is started, watched and ended. */
final class RegistryProcess {
    private static final String GUARD = RegistryMain.class.getName();
    private static final int TAIL_LINES = 15;

    private final Process process;
    private final Path log;

    private RegistryProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static RegistryProcess launch(Path distribution, int port, WorkDirectory directory) throws IOException {
        Path log = directory.path().resolve("registry.log");
        List<String> command = new ArrayList<>();
        // Ctrl-C reaches the whole process group. The registry stays until it is told to go, so that others can end first.
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "registry"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(smallJvm());
        command.addAll(settings(port, directory));
        command.addAll(List.of("-cp", guardIn(directory.path()) + File.pathSeparator + distribution, GUARD));
        Process process = new ProcessBuilder(command).directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RegistryProcess(process, log);
    }

    /** One compiler and one collector thread: a quick start and little load beside the program itself. */
    private static List<String> smallJvm() {
        return List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                // What the manifest of its jar asks for, and only "java -jar" would grant.
                "--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");
    }

    private static List<String> settings(int port, WorkDirectory directory) {
        List<String> settings = new ArrayList<>(List.of(
                "-Dquarkus.http.host=" + Port.HOST,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=" + Port.HOST,
                "-Dquarkus.management.port=0",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dapicurio.datasource.jdbc.initial-size=1",
                "-Dapicurio.datasource.jdbc.min-size=1",
                "-Dapicurio.datasource.jdbc.max-size=10"));
        if (directory.isKept()) {
            settings.add("-Dapicurio.datasource.url=jdbc:h2:file:" + directory.path().resolve("schemas"));
        }
        return settings;
    }

    /** The guard is copied out alone: with this program's jar, its libraries would come onto the registry's class path. */
    private static Path guardIn(Path directory) throws IOException {
        Path root = directory.resolve("guard");
        String name = GUARD.replace('.', '/') + ".class";
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        try (InputStream bytes = RegistryMain.class.getClassLoader().getResourceAsStream(name)) {
            if (bytes == null) {
                throw new FileNotFoundException(name + " is missing from the program");
            }
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return root;
    }

    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** Asks by closing its input, then insists. */
    void stop(Duration limit) {
        try {
            process.getOutputStream().close();
            if (!endsWithin(limit)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The last lines of what it said, for an error. */
    String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(%s cannot be read: %s)".formatted(log, e.getMessage());
        }
    }
}
