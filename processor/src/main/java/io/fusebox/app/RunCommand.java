package io.fusebox.app;

import io.fusebox.config.Configuration;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fusebox run}: the processor, until it is told to stop. */
@Command(name = "run", description = "Run the processor: make the calls on the requests topic, until SIGTERM.")
public final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "The configuration, YAML. Default: the file that FUSEBOX_CONFIG names.")
    private Optional<Path> config = Optional.empty();

    @Override
    public Integer call() throws Exception {
        FuseboxNode node = new FuseboxNode(Configuration.load(config));
        Thread stop = new Thread(node::close, "fusebox-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        node.start();
        return node.awaitEnd() ? 0 : 1;
    }
}
