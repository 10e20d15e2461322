package io.fusebox.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record as it was read, before anybody looked into it.
 *
 * @param timestamp the record's own, whatever its producer put there
 * @param value empty in a tombstone
 * @param headers in order; names may repeat
 */
public record RawRecord(
        Origin origin,
        Instant timestamp,
        Optional<Payload> key,
        Optional<Payload> value,
        List<Header> headers) {

    /** The value; no bytes in a tombstone. */
    public byte[] bytes() {
        return value.orElse(Payload.EMPTY).bytes();
    }

    /** Of all of it, in bytes. */
    public long size() {
        long size = key.map(Payload::size).orElse(0) + (long) bytes().length;
        for (Header header : headers) {
            size += header.name().length() + header.value().map(Payload::size).orElse(0);
        }
        return size;
    }

    public record Header(String name, Optional<Payload> value) {}
}
