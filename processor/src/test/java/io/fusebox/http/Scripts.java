package io.fusebox.http;

import java.nio.charset.StandardCharsets;

/** What servers do that several tests meet. */
final class Scripts {
    static final String EMPTY_OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private Scripts() {}

    /** Answers each request on a connection with the same bytes. */
    static RawServer.Script always(String answer) {
        return connection -> {
            while (connection.readRequest()) {
                connection.write(answer);
            }
        };
    }

    /** Answers the first request on a connection, and closes it. */
    static RawServer.Script once(String answer) {
        return connection -> {
            connection.readRequest();
            connection.write(answer);
        };
    }

    /** Answers the first request on a connection, and says nothing more until the other side ends it. */
    static RawServer.Script onceThenSilent(String answer) {
        return connection -> {
            once(answer).run(connection);
            connection.awaitEnd();
        };
    }

    /** Answers with {@code begin}, and {@code forever} after it without an end, as fast as it is taken. */
    static RawServer.Script endless(String begin, String forever) {
        byte[] bytes = forever.getBytes(StandardCharsets.ISO_8859_1);
        return connection -> {
            once(begin).run(connection);
            while (true) {
                connection.write(bytes);
            }
        };
    }
}
