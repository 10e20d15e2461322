package io.fusebox.call;

import java.net.URI;
import java.util.Optional;

/** Where a call goes, once it is checked against its destination; or why it cannot be made. */
public sealed interface CallTarget {

    /** @param uri absolute, ASCII, {@code http} or {@code https}, within the destination's base URL; its path is not empty */
    record Accepted(URI uri) implements CallTarget {}

    /** @param problem names what is wrong and the mend; never a header's value, never the URL's content */
    record Refused(Problem problem) implements CallTarget {}

    /**
     * Where a redirect leads (RFC 9110, section 10.2.2): checked like a call's URL, so it never leaves the destination.
     *
     * @param location the header as received; relative to {@code from}
     */
    static CallTarget ofRedirect(URI from, String location, Destination destination) {
        return UrlRules.redirect(from, location, destination.baseUrl());
    }

    static CallTarget refused(ProblemType type, String detail) {
        return new Refused(Problem.of(type, detail));
    }

    /** For callers that only want to know. */
    default Optional<URI> accepted() {
        return switch (this) {
            case Accepted(URI uri) -> Optional.of(uri);
            case Refused _ -> Optional.empty();
        };
    }
}
