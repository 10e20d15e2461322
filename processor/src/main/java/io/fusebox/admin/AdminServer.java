package io.fusebox.admin;

import io.fusebox.board.Board;
import io.fusebox.call.Secret;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP interface for operators; see {@code docs/http-api.md}.
 *
 * <p>Threading notes: what it is given is asked from many threads at once.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

    /** Of a request's body. */
    private static final long MOST_BYTES = 16 << 10;

    private final HttpAddress address;
    private final Javalin javalin;

    /**
     * @param board the latest
     * @param metrics in Prometheus' text format
     * @param settings that hold now
     * @param token what a request must carry that changes something; empty: nothing can be changed
     */
    public AdminServer(HttpAddress address, Supplier<Board> board, HealthSource health, Supplier<String> metrics,
            SettingsSource settings, OperatorDesk desk, Optional<Secret> token, InstantSource clock) {
        this.address = address;
        AdminRoutes routes = new AdminRoutes(board, health, metrics, settings, clock);
        CommandRoutes commands = new CommandRoutes(board, desk, new Authorization(token), clock);
        javalin = Javalin.create(config -> {
            configure(config, address);
            config.routes.before(ctx -> SecurityHeaders.ALL.forEach(ctx::header));
            routes.register(config.routes);
            commands.register(config.routes);
            new Problems("%s; and for POST %s".formatted(AdminRoutes.WHERE_TO_LOOK, CommandRoutes.WHERE_TO_LOOK))
                    .register(config.routes);
        });
    }

    private static void configure(JavalinConfig config, HttpAddress address) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = MOST_BYTES;
        JettySettings.apply(config.jetty, address);
    }

    /** @throws CannotListenException where the address cannot be had; the server cannot be started again then */
    public void start() throws CannotListenException {
        try {
            javalin.start();
        } catch (JavalinException e) {
            throw CannotListenException.of(address, e);
        }
    }

    /** The port that it listens on; after {@link #start} only. */
    public int port() {
        return javalin.port();
    }

    /** Lets requests under way end, for a fifth of a second; then cuts them off. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // It has stopped in any case; whoever closes us has more to close.
            LOG.atInfo().log("HTTP requests were cut off at the end: {}", String.valueOf(e.getCause()));
        }
    }
}
