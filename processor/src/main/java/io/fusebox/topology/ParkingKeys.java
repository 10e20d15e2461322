package io.fusebox.topology;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Turn;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.ParkingKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * How places in the parking store sort as bytes. A call has two rows: {@code P lane due sequence}, which holds it, and
 * {@code X expiry lane due sequence}, which only points to it; one with an ordering key a third,
 * {@code K destination key number}, whose value is the key of the first. A name is written with its length before it, so that no
 * lane's rows lie among another's; times are milliseconds, and numbers big-endian.
 */
final class ParkingKeys {
    private static final byte PLACE = 'P';
    private static final byte EXPIRY = 'X';
    private static final byte TURN = 'K';

    private ParkingKeys() {}

    static byte[] place(ParkingKey key) {
        byte[] lane = laneOf(key);
        return putKey(ByteBuffer.allocate(1 + keySize(lane)).put(PLACE), lane, key).array();
    }

    /** After every place of the lane. */
    static byte[] endOf(BreakerName lane) {
        return place(new ParkingKey(lane, Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE));
    }

    static byte[] firstPlace() {
        return new byte[]{ PLACE };
    }

    static byte[] afterPlaces() {
        return new byte[]{ PLACE + 1 };
    }

    static boolean isPlace(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == PLACE;
    }

    static ParkingKey placeOf(byte[] bytes) {
        return readKey(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
    }

    static byte[] expiry(Expiry expiry) {
        byte[] lane = laneOf(expiry.key());
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES + keySize(lane)).put(EXPIRY);
        return putKey(bytes.putLong(expiry.at().toEpochMilli()), lane, expiry.key()).array();
    }

    static byte[] afterExpiries() {
        return new byte[]{ EXPIRY + 1 };
    }

    static Expiry expiryOf(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        return new Expiry(Instant.ofEpochMilli(buffer.getLong()), readKey(buffer));
    }

    static byte[] turn(Turn turn) {
        byte[] destination = turn.key().destination().getBytes(StandardCharsets.UTF_8);
        byte[] key = turn.key().key().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 2 * Short.BYTES + destination.length + key.length + Long.BYTES)
                .put(TURN)
                .putShort((short) destination.length)
                .put(destination)
                .putShort((short) key.length)
                .put(key)
                .putLong(turn.number())
                .array();
    }

    static byte[] firstTurn() {
        return new byte[]{ TURN };
    }

    static byte[] afterTurns() {
        return new byte[]{ TURN + 1 };
    }

    static long numberOf(byte[] turn) {
        return ByteBuffer.wrap(turn).getLong(turn.length - Long.BYTES);
    }

    private static byte[] laneOf(ParkingKey key) {
        return key.lane().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int keySize(byte[] lane) {
        return Short.BYTES + lane.length + 2 * Long.BYTES;
    }

    private static ByteBuffer putKey(ByteBuffer to, byte[] lane, ParkingKey key) {
        return to.putShort((short) lane.length).put(lane).putLong(key.due().toEpochMilli()).putLong(key.sequence());
    }

    private static ParkingKey readKey(ByteBuffer from) {
        byte[] lane = new byte[from.getShort()];
        from.get(lane);
        return new ParkingKey(BreakerName.parse(new String(lane, StandardCharsets.UTF_8)),
                Instant.ofEpochMilli(from.getLong()), from.getLong());
    }
}
