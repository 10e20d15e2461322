package io.fusebox.call;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks calls as {@link CallTarget#of} does, and remembers where paths lead: most calls of a destination go to the same few.
 *
 * <p>Threading notes: for one thread.
 */
public final class CallTargets {
    private static final int MOST = 1_000;
    private static final int LONGEST_PATH = 200;

    private record Place(URI baseUrl, String path) {}

    private final Map<Place, CallTarget> remembered = new HashMap<>();

    /** Where the call goes, or why it cannot be made. */
    public CallTarget of(Call call, Destination destination) {
        String path = call.path().orElse("");
        if (call.url().isPresent() || path.length() > LONGEST_PATH) {
            return CallTarget.of(call, destination);
        }
        Optional<Problem> problem = RequestRules.check(call, destination);
        return problem.isPresent() ? new CallTarget.Refused(problem.get())
                : place(new Place(destination.baseUrl(), path), call);
    }

    private CallTarget place(Place place, Call call) {
        CallTarget known = remembered.get(place);
        if (known == null) {
            if (remembered.size() >= MOST) {
                remembered.clear();
            }
            known = UrlRules.resolve(call, place.baseUrl());
            remembered.put(place, known);
        }
        return known;
    }
}
