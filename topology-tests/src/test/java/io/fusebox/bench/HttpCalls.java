package io.fusebox.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The HTTP client of all contenders but Fusebox, which has its own: Vert.x, with a connection for each call under way. Those that are
 * idle are kept here, the one used last on top: for each call Vert.x' pool goes through all that it has, which with 2,000 of them is a
 * third of the work.
 *
 * <p>Threading notes: calls are made on one event loop, and end there; they may be asked for by any thread.
 */
public final class HttpCalls implements AutoCloseable {
    private final Vertx vertx;
    private final Context loop;
    private final HttpClientAgent client;
    private final Map<String, Target> targets = new HashMap<>();

    /** Where calls go, and the idle connections to there. */
    private record Target(HttpConnectOptions server, RequestOptions request, Deque<HttpClientConnection> idle) {}

    public HttpCalls(Job job) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        loop = vertx.getOrCreateContext();
        client = vertx.httpClientBuilder().with(new PoolOptions().setCleanerPeriod(0)).build();
        Map<String, Deque<HttpClientConnection>> idle = new HashMap<>();
        for (String name : job.names()) {
            URI url = URI.create(job.url(name));
            targets.put(name, new Target(new HttpConnectOptions().setHost(url.getHost()).setPort(url.getPort()),
                    new RequestOptions().setMethod(HttpMethod.POST)
                            .setAbsoluteURI(url.toString())
                            .putHeader("Content-Type", "application/json")
                            .setIdleTimeout(job.timeout().toMillis()),
                    idle.computeIfAbsent(url.getAuthority(), _ -> new ArrayDeque<>())));
        }
    }

    /**
     * Makes a call.
     *
     * @return the status; fails where no answer came in time
     */
    public Future<Integer> post(String destination, byte[] body) {
        Target target = targets.get(destination);
        if (Vertx.currentContext() == loop) {
            return make(target, body);
        }
        Promise<Integer> status = Promise.promise();
        loop.runOnContext(_ -> make(target, body).onComplete(status));
        return status.future();
    }

    private Future<Integer> make(Target target, byte[] body) {
        HttpClientConnection ready = target.idle.poll();
        return ready == null ? connect(target).compose(opened -> make(target, opened, body))
                : make(target, ready, body);
    }

    private Future<HttpClientConnection> connect(Target target) {
        return client.connect(target.server)
                .onSuccess(opened -> opened.closeHandler(_ -> target.idle.remove(opened)));
    }

    private static Future<Integer> make(Target target, HttpClientConnection connection, byte[] body) {
        return connection.request(target.request)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(HttpCalls::read)
                .onSuccess(_ -> target.idle.push(connection))
                .onFailure(_ -> connection.close());
    }

    private static Future<Integer> read(HttpClientResponse response) {
        return response.end().map(_ -> response.statusCode());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
