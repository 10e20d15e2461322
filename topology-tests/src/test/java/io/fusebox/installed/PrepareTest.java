package io.fusebox.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and {@code fusebox prepare}, installed somewhere. */
class PrepareTest {
    private static final Path PROGRAM = Path.of("../processor/target/fusebox").toAbsolutePath().normalize();
    private static final String MAIN_CLASS = "io.fusebox.app.Main source: ";

    @TempDir
    private Path directory;

    @BeforeEach
    void install() throws IOException {
        Path launcher = directory.resolve("bin/fusebox");
        Files.createDirectories(launcher.getParent());
        Files.copy(Path.of("../deploy/fusebox"), launcher);
        Files.copy(PROGRAM.resolve("fusebox.jar"), directory.resolve("fusebox.jar"));
        Files.createSymbolicLink(directory.resolve("lib"), PROGRAM.resolve("lib"));
        Files.createSymbolicLink(directory.resolve("registry"), PROGRAM.resolve("registry"));
    }

    @Test
    void laterStartsTakeTheirClassesFromTheCacheUntilTheProgramChanges() throws Exception {
        assertThat(mainClassOf(loadedBy("--version"))).contains("fusebox.jar");

        assertThat(launch(Map.of(), "prepare")).contains("Later starts use", "MiB");

        String loaded = loadedBy("--version");
        assertThat(mainClassOf(loaded)).contains("shared objects file");
        assertThat(loaded).doesNotContain("[warning]");

        Path program = directory.resolve("fusebox.jar");
        Files.setLastModifiedTime(program, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(mainClassOf(loadedBy("--version"))).contains("fusebox.jar");
    }

    private static String mainClassOf(String loaded) {
        return loaded.lines().filter(line -> line.contains(MAIN_CLASS)).findFirst().orElse("not loaded");
    }

    private String loadedBy(String argument) throws IOException, InterruptedException {
        return launch(Map.of("FUSEBOX_JAVA_OPTS", "-Xlog:class+load"), argument);
    }

    private String launch(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder launcher = new ProcessBuilder(directory.resolve("bin/fusebox").toString())
                .redirectErrorStream(true);
        launcher.command().addAll(Arrays.asList(arguments));
        launcher.environment().put("FUSEBOX_JAVA_HOME", System.getProperty("java.home"));
        launcher.environment().putAll(environment);
        Process process = launcher.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
