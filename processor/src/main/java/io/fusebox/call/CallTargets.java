package io.fusebox.call;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks all of a call that can be wrong before it is sent: its method, headers, idempotency key, and its path or URL. Remembers where
 * paths lead: most calls of a destination go to the same few.
 *
 * <p>Threading notes: for one thread.
 */
public final class CallTargets {
    private static final int MOST = 1_000;
    private static final int LONGEST_PATH = 200;

    private record Place(URI baseUrl, String path) {}

    private final Map<Place, CallTarget> remembered = new HashMap<>();

    /**
     * Where the call goes, or why it cannot be made.
     *
     * <p>A path is appended to the base URL's. A URL must have the base URL's origin and lie beneath its path; an ad-hoc
     * destination's base URL is the origin itself. Neither may hold dot segments, however they are written.
     */
    public CallTarget of(Call call, Destination destination) {
        return RequestRules.check(call, destination)
                .<CallTarget>map(CallTarget.Refused::new)
                .orElseGet(() -> resolve(call, destination.baseUrl()));
    }

    private CallTarget resolve(Call call, URI baseUrl) {
        String path = call.path().orElse("");
        boolean isRemembered = call.url().isEmpty() && path.length() <= LONGEST_PATH;
        return isRemembered ? place(new Place(baseUrl, path), call) : UrlRules.resolve(call, baseUrl);
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
