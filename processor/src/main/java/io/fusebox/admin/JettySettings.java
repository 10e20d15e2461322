package io.fusebox.admin;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Limits of the server below: nobody who talks to it can take more of the pod than this. */
final class JettySettings {
    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_HEAD_BYTES = 8 * 1024;
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofMillis(200);
    private static final int PLATFORM_THREADS = 6;

    private JettySettings() {}

    static void apply(JettyConfig jetty, HttpAddress address) {
        jetty.threadPool = threads();
        jetty.modifyServer(JettySettings::limit);
        jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyErrors()));
        jetty.modifyHttpConfiguration(JettySettings::tighten);
        jetty.addConnector((server, http) -> connector(server, http, address));
    }

    /** A few threads that wait for sockets; requests run on virtual ones, so that slow readers do not keep probes waiting. */
    private static QueuedThreadPool threads() {
        VirtualThreadPool requests = new VirtualThreadPool(MAX_CONNECTIONS);
        requests.setName("fusebox-http-request");
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 1);
        threads.setName("fusebox-http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(requests);
        return threads;
    }

    private static void limit(Server server) {
        server.setStopTimeout(STOP.toMillis());
        server.setErrorHandler(new JettyErrors());
        server.insertHandler(new SizeLimitHandler(MAX_BODY_BYTES, -1));
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    }

    private static void tighten(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEAD_BYTES);
        // A breaker's name may hold a slash, and stands in one segment: payments%2Fwrite. Routes are matched on the path as it was sent,
        // so that it means only that.
        http.setUriCompliance(UriCompliance.DEFAULT.with("fusebox", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, HttpAddress address) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE.toMillis());
        // Clients keep connections open: at the end those without a request are no reason to wait.
        connector.setShutdownIdleTimeout(STOP.toMillis() / 4);
        return connector;
    }
}
