package io.fusebox.admin;

import io.fusebox.breaker.PolicyValue;
import java.util.Map;

/**
 * What holds for destinations, as this pod has it.
 *
 * <p>Threading notes: asked from many threads at once; answers from memory.
 */
@FunctionalInterface
public interface SettingsSource {
    /** By the keys of a destination's section in the configuration; empty for one that has none. */
    Map<String, PolicyValue> of(String destination);
}
