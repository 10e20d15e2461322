package io.fusebox.specs.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;

/**
 * A schema registry that speaks as much of Confluent's REST API as is spoken to it: a schema's id is its place in a list.
 *
 * <p>Threading notes: answers on a thread of its own.
 */
public final class RegistryServer implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> schemas = new CopyOnWriteArrayList<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final HttpServer server;

    public RegistryServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Makes a schema known, as a producer's serializer does. */
    public int idOf(Schema schema) {
        return idOf(schema.toString());
    }

    private synchronized int idOf(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    /** From now on every question fails. */
    public void goDown() {
        down.set(true);
    }

    public void comeBack() {
        down.set(false);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (down.get()) {
                reply(exchange, 503, Map.of("message", "the store is not there"));
            } else if (exchange.getRequestMethod().equals("POST")) {
                reply(exchange, 200, Map.of("id", idOf(json.readTree(question).path("schema").textValue())));
            } else {
                find(exchange, Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
            }
        }
    }

    private void find(HttpExchange exchange, int id) throws IOException {
        if (id < 1 || id > schemas.size()) {
            reply(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
        } else {
            reply(exchange, 200, Map.of("schema", schemas.get(id - 1)));
        }
    }

    private void reply(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
