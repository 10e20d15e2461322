package io.fusebox.admin;

import java.util.List;

/**
 * How this pod does.
 *
 * <p>Threading notes: asked from many threads at once; answers from memory and never waits, for probes have short timeouts.
 */
public interface HealthSource {
    Liveness liveness();

    Readiness readiness();

    /**
     * Whether the process can still do its work; if not, only a restart helps.
     *
     * @param reason one line for people
     */
    record Liveness(boolean live, String reason) {}

    /** Whether the pod does its work now. */
    record Readiness(boolean ready, List<Check> components) {}

    /**
     * One part of the pod.
     *
     * @param name {@code streams}, {@code board}, …
     * @param detail one line for people
     */
    record Check(String name, boolean up, String detail) {}
}
