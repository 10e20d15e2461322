package io.fusebox.app;

import io.fusebox.config.Configuration;
import io.fusebox.demo.Demo;
import io.fusebox.demo.DemoConfig;
import io.fusebox.demo.DemoDestinations;
import io.fusebox.demo.DemoLog;
import io.fusebox.demo.DemoReport;
import io.fusebox.demo.DemoSchedule;
import io.fusebox.demo.DemoScreen;
import io.fusebox.demo.DemoSummary;
import io.fusebox.demo.DemoTexts;
import io.fusebox.sandbox.Port;
import io.fusebox.sandbox.Sandbox;
import io.fusebox.sandbox.SandboxException;
import io.fusebox.sandbox.WorkDirectory;
import java.io.Console;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code fusebox demo}: all of it on this machine, with destinations that misbehave on cue.
 *
 * <p>Threading notes: the main thread runs the story; on Ctrl-C a hook closes everything beneath it, and it says no more.
 */
@Command(name = "demo", description = {
    "Run a real Kafka, a schema registry, the processor and three destinations that misbehave on cue, all on this machine; send calls, and show what becomes of them.",
    "Afterwards it goes on until Ctrl-C, for you to join in." })
public final class DemoCommand implements Callable<Integer> {
    private static final String KAFKA = "Kafka";
    private static final String REGISTRY = "the schema registry";
    private static final String HTTP = "the processor's HTTP interface";
    private static final long SEED = 7;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--exit", description = "End with the table: status 0 if every call has exactly one result, else 1.")
    private boolean exit;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9092", description = "Kafka's port; 0: any that is free. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--registry-port", paramLabel = "PORT", defaultValue = "8081", description = "The schema registry's port; 0: any that is free. Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "8080", description = "The port of the processor's HTTP interface; 0: any that is free. Default: ${DEFAULT-VALUE}")
    private int httpPort;

    @Option(names = "--json", description = "Print the table as JSON to standard output, and all else to standard error.")
    private boolean json;

    @Option(names = "--no-color", description = "No colours, also on a terminal (or set NO_COLOR=1).")
    private boolean noColor;

    @Option(names = "--seconds", hidden = true, defaultValue = "40", description = "How long a cycle of the story lasts.")
    private int seconds;

    private volatile boolean keepsFiles;

    @Override
    public Integer call() throws Exception {
        DemoSchedule schedule = schedule();
        Port kafka = portOf("--port", port);
        Port registry = portOf("--registry-port", registryPort);
        requireFree(Map.of(KAFKA, kafka, REGISTRY, registry, HTTP, portOf("--http-port", httpPort)));
        DemoScreen screen = screen();
        Opened opened = new Opened();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(opened, screen), "demo-stop"));
        try (opened) {
            return run(opened, screen, schedule, new Sandbox.Options(kafka, registry, Optional.empty()));
        } catch (Exception e) {
            // What breaks because it was stopped is no news.
            if (opened.isClosed()) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            keepsFiles = true;
            throw e;
        }
    }

    private int run(Opened opened, DemoScreen screen, DemoSchedule schedule, Sandbox.Options servers) throws Exception {
        long begin = System.nanoTime();
        screen.print("Starting Kafka, a schema registry and Fusebox on this machine ...");
        Path directory = opened.open(() -> new Files(screen)).directory.path();
        Path log = directory.resolve("demo.log");
        opened.open(() -> new DemoLog(log));
        DemoDestinations destinations = opened.open(() -> new DemoDestinations(schedule, SEED));
        Sandbox sandbox = opened.open(() -> Sandbox.start(servers));
        String brokers = sandbox.kafka().bootstrapServers();
        String registry = sandbox.registry().url();
        Path config = DemoConfig.write(directory, destinations, brokers, registry, httpPort);
        FuseboxNode node = opened
                .open(() -> new FuseboxNode(Configuration.load(Optional.of(config), Map.of(), Map.of())));
        node.start();
        Demo demo = opened.open(() -> Demo.connect(brokers, URI.create(registry), schedule, destinations, screen));
        Thread.ofVirtual().name("demo-watch").start(() -> watch(node, demo));
        demo.warmUp();
        DemoTexts.Places places = new DemoTexts.Places(brokers, registry, node.httpPort(), config, log);
        screen.print(DemoTexts.introduction(places, schedule, Duration.ofNanos(System.nanoTime() - begin)));
        DemoSummary summary = demo.runCycle();
        if (opened.isClosed()) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        keepsFiles = !summary.isSound();
        report(summary, screen);
        if (!exit) {
            screen.print(DemoTexts.invitation(places, schedule));
            demo.serve();
        }
        return summary.isSound() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void watch(FuseboxNode node, Demo demo) {
        if (!node.awaitEnd()) {
            demo.processorFailed();
        }
    }

    private void report(DemoSummary summary, DemoScreen screen) {
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(DemoReport.json(summary));
            out.flush();
        } else {
            screen.print(System.lineSeparator() + DemoReport.text(summary));
        }
    }

    private static void stop(Opened opened, DemoScreen screen) {
        if (!opened.isClosed()) {
            screen.endProgress();
            screen.print("Stopping the processor, Kafka and the schema registry ...");
            opened.close();
        }
    }

    /** All that are taken are told at once. */
    private static void requireFree(Map<String, Port> ports) {
        List<String> problems = new ArrayList<>();
        ports.forEach((server, port) -> {
            try {
                port.claim(server);
            } catch (SandboxException e) {
                problems.add(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
            }
        });
        if (!problems.isEmpty()) {
            Collections.sort(problems);
            throw new SandboxException(String.join(System.lineSeparator(), problems));
        }
    }

    private DemoScreen screen() {
        PrintWriter out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        boolean isTerminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new DemoScreen(out, isTerminal && !json, !noColor && !json && Ansi.AUTO.enabled());
    }

    private DemoSchedule schedule() {
        try {
            return new DemoSchedule(Duration.ofSeconds(seconds));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--seconds: " + e.getMessage(), e);
        }
    }

    private Port portOf(String option, int number) {
        try {
            return new Port(number, option);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    /** Configuration, log and state; they go with the demo, unless somebody needs to know what went wrong. */
    private final class Files implements AutoCloseable {
        private final WorkDirectory directory = WorkDirectory.of(Optional.empty(), "demo");
        private final DemoScreen screen;

        private Files(DemoScreen screen) {
            this.screen = screen;
        }

        @Override
        public void close() {
            if (keepsFiles) {
                screen.print("What went wrong may stand in " + directory.path().resolve("demo.log"));
            } else {
                directory.close();
            }
        }
    }
}
