package io.fusebox.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where a server of the sandbox listens, on this machine's loopback address only.
 *
 * @param number 1 to 65,535, or 0 for any that is free
 * @param option the command line's option that changes it, for the error that it is taken; empty: there is none
 */
public record Port(int number, String option) {
    public static final String HOST = "127.0.0.1";
    public static final Port FREE = new Port(0, "");

    public Port {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException(
                    "%d is no port: 1 to 65535, or 0 for any that is free".formatted(number));
        }
    }

    public static Port of(int number) {
        return new Port(number, "");
    }

    /**
     * Holds the port until the socket is closed, right before the server takes it.
     *
     * @param server for people: who wants the port
     * @throws SandboxException if the port cannot be had
     */
    ServerSocket hold(String server) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), number));
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            String mend = option.isEmpty() ? "" : "; stop what uses it, or choose another with " + option;
            throw new SandboxException(
                    "%s cannot listen on %s:%d: %s%s".formatted(server, HOST, number, e.getMessage(), mend), e);
        }
    }

    /**
     * The number, once it is known to be free.
     *
     * @param server for people: who wants the port
     * @throws SandboxException if the port cannot be had
     */
    public int claim(String server) {
        try (ServerSocket socket = hold(server)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new SandboxException("%s cannot listen on %s:%d".formatted(server, HOST, number), e);
        }
    }
}
