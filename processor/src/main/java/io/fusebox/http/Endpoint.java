package io.fusebox.http;

import java.net.URI;

/**
 * What is connected to, by name.
 *
 * @param host a name without a final dot, or an IP address without brackets
 */
record Endpoint(boolean tls, String host, int port) {
    static final Endpoint UNKNOWN = new Endpoint(false, "?", 0);

    static Endpoint of(URI target) {
        boolean tls = target.getScheme().equalsIgnoreCase("https");
        String host = target.getHost();
        int first = host.startsWith("[") ? 1 : 0;
        int last = host.length() - (host.endsWith("]") || host.endsWith(".") ? 1 : 0);
        int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
        return new Endpoint(tls, host.substring(first, last), port);
    }

    /** The value of {@code Host} (RFC 9110, section 7.2): the port only where it is not the scheme's own. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /** For people: always with the port. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
