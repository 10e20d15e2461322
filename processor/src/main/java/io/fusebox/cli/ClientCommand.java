package io.fusebox.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does its work in one session with brokers and registry. */
abstract class ClientCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions client = new ClientOptions();

    /**
     * Looks at the options before anything is opened.
     *
     * @throws ParameterException where they do not go together
     */
    void check() {}

    /** @return the exit status */
    abstract int run(Session session, Terminal terminal) throws Exception;

    @Override
    public final Integer call() throws Exception {
        check();
        Terminal terminal = new Terminal(spec.commandLine());
        try (Session session = client.open(spec)) {
            return run(session, terminal);
        }
    }

    CommandSpec spec() {
        return spec;
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
