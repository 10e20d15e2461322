package io.fusebox.broker;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of this machine. */
final class Programs {
    private Programs() {}

    static boolean isInstalled(String program) {
        return Optional.ofNullable(System.getenv("PATH"))
                .stream()
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** @return what it said, and its exit code unless that is 0 */
    static String run(Path input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectInput(input.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said : "exit code " + process.exitValue() + "\n" + said;
    }
}
