package io.fusebox.admin;

import io.fusebox.call.Secret;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Header;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Lets only those change something who know the token (RFC 6750, section 2.1). */
final class Authorization {
    private static final String SCHEME = "Bearer ";

    private final Optional<Secret> token;

    Authorization(Optional<Secret> token) {
        this.token = token;
    }

    /**
     * @throws ForbiddenResponse where nobody may
     * @throws UnauthorizedResponse where this request may not
     */
    void require(Context ctx) {
        Secret expected = token.orElseThrow(() -> new ForbiddenResponse(
                "nothing can be changed here: no http.token is configured; set one, such as env:FUSEBOX_TOKEN"));
        String header = Optional.ofNullable(ctx.header(Header.AUTHORIZATION)).orElse("");
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!bearer || !isEqual(header.substring(SCHEME.length()).strip(), expected.reveal())) {
            ctx.header(Header.WWW_AUTHENTICATE, "Bearer realm=\"fusebox\"");
            throw new UnauthorizedResponse(bearer ? "this is not the token of http.token"
                    : "send the token of http.token, as 'Authorization: Bearer …'");
        }
    }

    /** In a time that tells nothing of how much is right. */
    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
