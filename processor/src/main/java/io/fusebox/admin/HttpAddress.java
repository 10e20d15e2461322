package io.fusebox.admin;

/**
 * Where the server listens.
 *
 * @param host a name or an address of this machine; default 127.0.0.1, so that only this machine reaches it
 * @param port 0 to 65535; 0 takes a free one; default 8080
 */
public record HttpAddress(String host, int port) {
    static final String HOST_KEY = "fusebox.http.host";
    static final String PORT_KEY = "fusebox.http.port";

    /** @throws IllegalArgumentException for a port that is none */
    public HttpAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("%s is %d: expected 0 to 65535".formatted(PORT_KEY, port));
        }
    }
}
