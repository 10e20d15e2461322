package io.fusebox.broker;

import io.fusebox.processes.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server that can be cut, and mended. Cut, its port refuses connections.
 *
 * <p>Threading notes: one thread cuts and mends.
 */
final class TcpProxy implements AutoCloseable {
    private final int port = FreePort.find();
    private final String host;
    private final int targetPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    /** @param target {@code host:port}; the way there is cut at first */
    TcpProxy(String target) {
        URI uri = URI.create("tcp://" + target);
        host = uri.getHost();
        targetPort = uri.getPort();
    }

    /** {@code 127.0.0.1:4711} */
    String address() {
        return "127.0.0.1:" + port;
    }

    void mend() throws IOException {
        server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        ServerSocket listening = server;
        Thread.ofVirtual().start(() -> accept(listening));
    }

    void cut() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket target = new Socket(host, targetPort);
                sockets.add(client);
                sockets.add(target);
                Thread.ofVirtual().start(() -> carry(client, target));
                Thread.ofVirtual().start(() -> carry(target, client));
            } catch (IOException _) {
                // Cut, or the target is not there: the client sees that.
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // Either end is gone.
        }
    }

    @Override
    public void close() {
        try {
            if (server != null && !server.isClosed()) {
                cut();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
