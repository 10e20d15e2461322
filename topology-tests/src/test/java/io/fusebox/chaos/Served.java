package io.fusebox.chaos;

import java.time.Instant;

/**
 * A request as the destination's server saw it.
 *
 * @param serial of all requests; the body of a good answer
 * @param pod the life of a pod that made it
 * @param end when the answer had left, or the connection was cut
 * @param succeeded whether the server answered, or would have if somebody had still listened
 */
record Served(
        long serial,
        String destination,
        String id,
        String key,
        String pod,
        Instant begin,
        Instant end,
        boolean succeeded) {}
