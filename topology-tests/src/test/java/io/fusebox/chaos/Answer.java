package io.fusebox.chaos;

import java.util.Optional;

/**
 * A call's result.
 *
 * @param serial of the request that it speaks of, where that was answered
 */
record Answer(String id, String status, Optional<Long> serial) {}
