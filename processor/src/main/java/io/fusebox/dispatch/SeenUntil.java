package io.fusebox.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Until when a second call with an id is a duplicate.
 *
 * @param at in whole milliseconds
 */
public record SeenUntil(Instant at, SeenId id) implements Comparable<SeenUntil> {
    /** Before every other. */
    static final SeenUntil FIRST = new SeenUntil(Instant.EPOCH, new SeenId("", ""));

    private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

    /** Of those that end at the same time, by the bytes of destination and id: as a store sorts them. */
    @Override
    public int compareTo(SeenUntil other) {
        int byTime = at.compareTo(other.at);
        int byDestination = byTime != 0 ? byTime : compare(id.destination(), other.id.destination());
        return byDestination != 0 ? byDestination : compare(id.id(), other.id.id());
    }

    private static int compare(String one, String other) {
        return BY_BYTES.compare(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
