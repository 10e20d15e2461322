package io.fusebox.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Opens connections: to the address given, in the name of the host given. HTTP/1.1 only: there, one call has the connection for
 * itself, and to give a call up is to close it.
 *
 * <p>Vert.x bounds connecting per client, not per connection: hence one client for each of a few timeouts.
 */
final class Dialer {
    /** What Vert.x calls its codec. */
    private static final String CODEC = "codec";
    private static final int SHORTEST_MS = 64;
    private static final int CLIENTS = 8;

    /** Of which the timeout doubles: 64 ms, 128 ms, up to 8.2 s. */
    private final HttpClientAgent[] clients;

    Dialer(Vertx vertx, HttpSettings settings) {
        clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> vertx.httpClientBuilder()
                        .with(options(settings, SHORTEST_MS << i))
                        // Pooling is ours, so Vert.x need not look after a pool.
                        .with(new PoolOptions().setCleanerPeriod(0))
                        .build())
                .toArray(HttpClientAgent[]::new);
    }

    private static HttpClientOptions options(HttpSettings settings, int timeoutMs) {
        HttpClientOptions options = new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_1_1)
                .setConnectTimeout(timeoutMs)
                .setSslHandshakeTimeout(timeoutMs)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(false)
                .setVerifyHost(true)
                .setKeepAlive(true);
        settings.trust().ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
        return options;
    }

    /**
     * Must be called on an event loop, and completes there.
     *
     * @param timeoutMs the least that is waited, up to 8 s, for the connection and again for the TLS handshake; at most double
     */
    Future<HttpClientConnection> dial(Endpoint endpoint, InetAddress address, long timeoutMs) {
        return clients[clientFor(timeoutMs)].connect(new HttpConnectOptions()
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, endpoint.port())))
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.tls())).map(Dialer::withOurCodec);
    }

    private static HttpClientConnection withOurCodec(HttpClientConnection connection) {
        PooledConnection.contextOf(connection).pipeline().replace(CODEC, CODEC, new AnswerCodec());
        return connection;
    }

    private static int clientFor(long timeoutMs) {
        int i = 0;
        while (i < CLIENTS - 1 && SHORTEST_MS << i < timeoutMs) {
            i++;
        }
        return i;
    }
}
