package io.fusebox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says exactly what a test tells it to, also what no server should. Each connection has a thread of its own. */
final class RawServer implements AutoCloseable {

    /** What happens on a connection; when it returns, the connection is closed. */
    @FunctionalInterface
    interface Script {
        void run(Connection connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket listener) {
        this.listener = listener;
    }

    static RawServer running(Script script) {
        return running("127.0.0.1", 0, script);
    }

    static RawServer running(String address, int port, Script script) {
        try {
            return running(new ServerSocket(port, 50, InetAddress.ofLiteral(address)), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawServer running(ServerSocket listener, Script script) {
        RawServer server = new RawServer(listener);
        Thread.ofVirtual().start(() -> server.accept(script));
        return server;
    }

    /** Answers each request on a connection with the same bytes. */
    static RawServer answering(String answer) {
        return running(Scripts.always(answer));
    }

    private void accept(Script script) {
        while (true) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(script, socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Script script, Socket socket) {
        try (socket) {
            script.run(new Connection(socket));
        } catch (IOException | InterruptedException _) {
            // The client has gone, or the test is over.
        } finally {
            open.remove(socket);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int connectionsAccepted() {
        return accepted.get();
    }

    int connectionsOpen() {
        return open.size();
    }

    /** As received: head and body. */
    List<String> requests() {
        return requests;
    }

    String onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("requests: " + requests);
        }
        return requests.getFirst();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        /** Reads one request with its body of Content-Length; false where the client has ended. */
        boolean readRequest() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!endsWithEmptyLine(head)) {
                int b = in.read();
                if (b < 0) {
                    return false;
                }
                head.write(b);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            int length = text.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                    .findFirst()
                    .orElse(0);
            requests.add(text + new String(in.readNBytes(length), StandardCharsets.UTF_8));
            return true;
        }

        private static boolean endsWithEmptyLine(ByteArrayOutputStream bytes) {
            return bytes.size() >= 4 && bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Until the client ends the connection. */
        void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        /** Ends it with FIN, what it has said before. */
        void end() throws IOException {
            socket.shutdownOutput();
            awaitEnd();
        }

        /** Ends it with RST instead of FIN. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
