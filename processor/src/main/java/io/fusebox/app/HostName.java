package io.fusebox.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What this machine or pod is called, for people. */
final class HostName {
    private HostName() {}

    /** {@code HOSTNAME}, which Kubernetes sets to the pod's name; else what the system says. */
    static String get() {
        return Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank()).orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException _) {
                return "unknown-host";
            }
        });
    }
}
