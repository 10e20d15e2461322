package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.sandbox.Port;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine program = Main.commandLine();
        program.setOut(new PrintWriter(out));
        program.setErr(new PrintWriter(err));
        program.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return program.execute(arguments);
    }

    @Test
    void helpListsTheCommandsAndTheExitStatus() {
        int status = execute("--help");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("Usage: fusebox", "kafka", "Exit status:");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void versionIsOneLine() {
        int status = execute("--version");

        assertThat(status).isZero();
        assertThat(out.toString()).startsWith("fusebox ").hasLineCount(1);
    }

    @Test
    void aMisspeltOptionIsAUsageError() {
        int status = execute("kafka", "--prot", "1");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith("Unknown options: '--prot', '1'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPortThatCannotBeIsAUsageError() {
        int status = execute("kafka", "--port", "70000");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith("--port: 70000 is no port");
    }

    @Test
    void noCommandIsAUsageError() {
        int status = execute();

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith("Which command?");
    }

    @Test
    void aFailureIsOneLineThatNamesTheMend() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral(Port.HOST))) {
            int status = execute("kafka", "--registry-port", Integer.toString(other.getLocalPort()));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString()).isEqualTo("""
                    fusebox kafka: the schema registry cannot listen on 127.0.0.1:%d: Address already in use; \
                    stop what uses it, or choose another with --registry-port
                    """.formatted(other.getLocalPort()));
        }
    }

    @Test
    void verboseShowsTheStackTraceOfAFailure() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral(Port.HOST))) {
            execute("kafka", "--verbose", "--registry-port", Integer.toString(other.getLocalPort()));

            assertThat(err.toString()).contains("SandboxException", "Caused by: java.net.BindException");
        }
    }
}
