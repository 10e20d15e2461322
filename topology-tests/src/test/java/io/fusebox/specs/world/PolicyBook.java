package io.fusebox.specs.world;

import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.Policies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The destinations that are configured now. */
final class PolicyBook {
    private final FakeDestinations behaviours;
    private final Map<String, GivenDestination> destinations = new LinkedHashMap<>();
    private long version = 1;
    private boolean adHocUrls;

    PolicyBook(FakeDestinations behaviours) {
        this.behaviours = behaviours;
    }

    /** To be changed: what is said of it now is a new version. */
    GivenDestination of(String name) {
        version++;
        return destinations.computeIfAbsent(name, _ -> new GivenDestination(name, behaviours.of(name)));
    }

    void remove(String name) {
        version++;
        destinations.remove(name);
    }

    void allowAdHocUrls() {
        version++;
        adHocUrls = true;
    }

    Policies current() {
        Map<String, DestinationPolicy> policies = new LinkedHashMap<>();
        destinations.forEach((name, destination) -> policies.put(name, destination.policy()));
        Optional<DestinationPolicy> adHoc = adHocUrls
                ? Optional.of(new GivenDestination("ad-hoc", new FakeDestination()).policy())
                : Optional.empty();
        return new Policies(version, policies, adHoc);
    }
}
