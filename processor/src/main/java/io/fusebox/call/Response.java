package io.fusebox.call;

import java.util.Map;

/**
 * What the destination answered.
 *
 * @param status the HTTP status, 200 to 599
 * @param headers by lower-case name; several of one name are joined with {@code ", "} (RFC 9110, section 5.3)
 * @param body at most the destination's body limit
 * @param bodyTruncated whether the body went on beyond the limit; the rest was not read
 */
public record Response(int status, Map<String, String> headers, Payload body, boolean bodyTruncated) {}
