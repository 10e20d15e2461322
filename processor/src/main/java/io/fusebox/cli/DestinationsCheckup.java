package io.fusebox.cli;

import io.fusebox.cli.SettingsTopic.Standing;
import io.fusebox.config.ConfigException;
import io.fusebox.config.Configuration;
import io.fusebox.call.Destination;
import io.fusebox.http.AddressGuard;
import io.fusebox.wire.DestinationSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Whether destinations can be reached from here, and whether what was applied to them holds. Connects, and sends nothing. */
final class DestinationsCheckup {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 50;

    private final Configuration configuration;
    private final AddressGuard guard;

    /** @param guard that pods ask before they connect */
    DestinationsCheckup(Configuration configuration, AddressGuard guard) {
        this.configuration = configuration;
        this.guard = guard;
    }

    /** @param applied by destination */
    List<Finding> findings(Map<String, Standing> applied) throws InterruptedException {
        TreeSet<String> names = new TreeSet<>(configuration.values().policies().configured().keySet());
        names.addAll(applied.keySet());
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<List<Finding>>> answers = names.stream()
                    .map(name -> threads.submit(() -> findings(name, Optional.ofNullable(applied.get(name)))))
                    .toList();
            List<Finding> findings = new ArrayList<>();
            for (Future<List<Finding>> answer : answers) {
                findings.addAll(answer.get());
            }
            return findings;
        } catch (ExecutionException e) {
            throw new CommandException("the destinations cannot be looked at: " + e.getCause(), e);
        }
    }

    private List<Finding> findings(String name, Optional<Standing> standing) {
        return standing.map(its -> switch (its) {
            case Standing.Unreadable(String reason) -> List.of(ignored(name, reason));
            case Standing.Settings(DestinationSettings settings) -> applied(name, settings);
        })
                .orElseGet(() -> configuration.values()
                        .policies()
                        .of(name)
                        .stream()
                        .map(it -> reached(it.destination()))
                        .toList());
    }

    private List<Finding> applied(String name, DestinationSettings settings) {
        try {
            List<Finding> findings = new ArrayList<>();
            findings.add(reached(configuration.parse(name, settings.settings()).destination()));
            List<String> contradicted = configuration.applied(name, settings.settings()).contradicted();
            if (!contradicted.isEmpty()) {
                findings.add(Finding.warning(name,
                        "the configuration says something else than what was applied, which holds: %s; change the file, or 'fusebox destinations remove %s'"
                                .formatted(String.join(", ", contradicted), name)));
            }
            return findings;
        } catch (ConfigException e) {
            return List.of(ignored(name, String.join("; ", e.problems())));
        }
    }

    private static Finding ignored(String name, String reason) {
        return Finding.wrong(name,
                "what was applied is ignored: %s; mend it with 'fusebox destinations apply'".formatted(reason));
    }

    private Finding reached(Destination destination) {
        URI url = destination.baseUrl();
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        String host = url.getHost().replaceAll("^\\[|]$", "");
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                Optional<String> refusal = guard.refusal(destination, address);
                if (refusal.isPresent()) {
                    return Finding.wrong(destination.name(),
                            "%s must not be called: %s".formatted(host, refusal.get()));
                }
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), Math.toIntExact(PATIENCE.toMillis()));
                return Finding.ok(destination.name(), "takes connections at %s:%d".formatted(host, port));
            }
        } catch (UnknownHostException _) {
            return Finding.wrong(destination.name(),
                    "the name %s has no address: check base-url, and the name service".formatted(host));
        } catch (IOException e) {
            return Finding.wrong(destination.name(),
                    "no connection to %s:%d within %d s: %s; check base-url, and what stands between"
                            .formatted(host, port, PATIENCE.toSeconds(), e.getMessage()));
        }
    }
}
