package io.fusebox.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The HTTP client of all contenders but Fusebox, which has its own: Vert.x, with as many connections as there may be calls at once. */
public final class HttpCalls implements AutoCloseable {
    private final Vertx vertx;
    private final HttpClient client;
    private final Map<String, RequestOptions> requests;

    public HttpCalls(Job job) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        client = vertx.createHttpClient(new HttpClientOptions(),
                new PoolOptions().setHttp1MaxSize(job.concurrency()).setEventLoopSize(1));
        requests = job.names()
                .stream()
                .collect(Collectors.toMap(Function.identity(),
                        name -> new RequestOptions().setMethod(HttpMethod.POST)
                                .setAbsoluteURI(job.url(name))
                                .putHeader("Content-Type", "application/json")
                                .setTimeout(job.timeout().toMillis())));
    }

    /**
     * Makes a call.
     *
     * @return the status; fails where no answer came in time
     */
    public Future<Integer> post(String destination, byte[] body) {
        return client.request(requests.get(destination))
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(HttpCalls::read);
    }

    private static Future<Integer> read(HttpClientResponse response) {
        return response.end().map(_ -> response.statusCode());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
