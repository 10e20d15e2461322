package io.fusebox.app;

import io.fusebox.cli.CommandException;
import io.fusebox.sandbox.WorkDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code fusebox prepare}: lets Java watch a run of all that there is, and keep what it has loaded, linked and found to be hot (an
 * ahead-of-time cache: JEP 483, 514, 515). The launcher uses the cache from then on.
 */
@Command(name = "prepare", description = {
    "Make all later starts take half as long: run the demo once, unseen, and keep beside the program what Java has learned from it.",
    "Takes about a minute. To be repeated when the program or Java has changed; until then, starts are as they were before." })
public final class PrepareCommand implements Callable<Integer> {
    /** The launcher looks for it by this name. */
    private static final String CACHE = "fusebox.aot";
    private static final List<String> DEMO = List.of("demo", "--exit", "--seconds", "10", "--port", "0",
            "--registry-port", "0", "--http-port", "0");
    private static final double MIB = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path cache = program().resolveSibling(CACHE);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Running the demo for Java to learn from ...");
        try (WorkDirectory directory = WorkDirectory.of(Optional.empty(), "prepare")) {
            Path learned = directory.path().resolve(CACHE);
            Path log = directory.path().resolve("demo.log");
            Process demo = new ProcessBuilder(command(learned)).redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(demo::destroy, "prepare-stop"));
            int status = demo.waitFor();
            if (status != 0 || !Files.exists(learned)) {
                throw new CommandException("the demo has ended with status %d, and nothing is kept; it said:%n%s"
                        .formatted(status, Files.readString(log)));
            }
            keep(learned, cache);
        }
        out.println(String.format(Locale.ROOT, "Later starts use %s (%.0f MiB).", cache, Files.size(cache) / MIB));
        return 0;
    }

    /** The same Java with the same settings: others could not use what it keeps. */
    private static List<String> command(Path cache) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(it -> !it.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.add("-XX:AOTCacheOutput=" + cache);
        // What was hot in the demo would be compiled at once, and take the start's processor time for it.
        command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(DEMO);
        return command;
    }

    /** In one step: a program that starts meanwhile finds the old one, or the new one. */
    private static void keep(Path learned, Path cache) throws IOException {
        Path beside = cache.resolveSibling(CACHE + ".new");
        try {
            Files.copy(learned, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, cache, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandException("nothing can be written beside the program, to %s: %s".formatted(cache, e), e);
        }
    }

    private static Path program() {
        try {
            Path program = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!Files.isRegularFile(program)) {
                throw new CommandException("the program runs from %s, and Java learns from jars only: package it first"
                        .formatted(program));
            }
            return program;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
