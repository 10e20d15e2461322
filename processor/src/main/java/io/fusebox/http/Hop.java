package io.fusebox.http;

import io.fusebox.call.Call;
import io.fusebox.call.CallTarget;
import io.fusebox.call.Destination;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import java.net.URI;
import java.util.Optional;

/**
 * One request of an attempt: the first, or one that follows a redirect.
 *
 * @param bare whether a 303 turned the call into a look at its result, without body and idempotency key
 */
record Hop(URI target, String method, Payload body, boolean bare) {
    static Hop first(URI target, Call call) {
        return new Hop(target, call.method(), call.body(), false);
    }

    /**
     * Where a redirect leads that may be followed (RFC 9110, section 15.4); empty where the answer stands as it is.
     *
     * <p>It must stay within the destination's base URL: another origin has another breaker, other limits and other credentials.
     * 307 and 308 repeat the call, 303 becomes a GET. 301 and 302 are followed for GET and HEAD only: for the rest, clients
     * disagree on whether to repeat the body.
     */
    Optional<Hop> next(Response response, Destination destination) {
        String location = response.headers().get("location");
        boolean looks = method.equals("GET") || method.equals("HEAD");
        boolean follows = switch (response.status()) {
            case 301, 302 -> looks;
            case 303, 307, 308 -> true;
            default -> false;
        };
        if (!follows || location == null) {
            return Optional.empty();
        }
        return CallTarget.ofRedirect(target, location, destination)
                .accepted()
                .map(uri -> response.status() == 303 && !looks ? new Hop(uri, "GET", Payload.EMPTY, true)
                        : new Hop(uri, method, body, bare));
    }
}
