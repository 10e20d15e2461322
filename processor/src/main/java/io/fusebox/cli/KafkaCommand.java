package io.fusebox.cli;

import io.fusebox.sandbox.Port;
import io.fusebox.sandbox.Sandbox;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fusebox kafka}: a Kafka and a schema registry for development, until the process is told to stop. */
@Command(name = "kafka", description = "Run a real single-node Kafka and a schema registry on this machine, for development, until Ctrl-C.")
public final class KafkaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "Keep topics and schemas in DIR. Without it they are gone on exit.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9092", description = "Kafka's port; 0: any that is free. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--registry-port", paramLabel = "PORT", defaultValue = "8081", description = "The schema registry's port; 0: any that is free. Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        long begin = System.nanoTime();
        try (Sandbox sandbox = Sandbox.start(options())) {
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
            out.print(banner(sandbox, Duration.ofNanos(System.nanoTime() - begin)));
            out.flush();
            sandbox.registry().join();
        }
        return 0;
    }

    private Sandbox.Options options() {
        return new Sandbox.Options(portOf("--port", port), portOf("--registry-port", registryPort), data);
    }

    private Port portOf(String option, int number) {
        try {
            return new Port(number, option);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    private String banner(Sandbox sandbox, Duration start) {
        String brokers = sandbox.kafka().bootstrapServers();
        String kept = data.map(directory -> "kept in " + directory.toAbsolutePath().normalize())
                .orElse("gone on exit; --data DIR keeps it");
        return """
                Kafka and a schema registry are up, in %.1f s.

                  Kafka            %s
                  schema registry  %s
                  data             %s

                The processor finds them with
                  FUSEBOX_KAFKA_BOOTSTRAP_SERVERS=%2$s
                  FUSEBOX_SCHEMA_REGISTRY_URL=%3$s
                Look around with
                  kcat -b %2$s -L
                  curl %3$s/subjects

                Ctrl-C stops both.
                """.formatted(start.toMillis() / 1000.0, brokers, sandbox.registry().url(), kept);
    }
}
