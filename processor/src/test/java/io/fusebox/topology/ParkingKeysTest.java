package io.fusebox.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.BreakerName;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.ParkingKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParkingKeysTest {
    private static final List<BreakerName> LANES = List.of(BreakerName.of("a"), BreakerName.of("a", "write"),
            BreakerName.of("ab"), BreakerName.of("payments"), BreakerName.of("https://host.example:8443"));

    @Test
    void aPlaceIsReadAsItWasWritten() {
        for (BreakerName lane : LANES) {
            ParkingKey key = new ParkingKey(lane, Instant.parse("2026-01-01T00:00:00.123Z"), 42);
            assertThat(ParkingKeys.placeOf(ParkingKeys.place(key))).isEqualTo(key);
        }
    }

    @Test
    void anExpiryIsReadAsItWasWritten() {
        Expiry expiry = new Expiry(Instant.parse("2026-01-02T00:00:00.456Z"),
                new ParkingKey(LANES.get(1), Instant.parse("2026-01-01T00:00:00.123Z"), 42));

        assertThat(ParkingKeys.expiryOf(ParkingKeys.expiry(expiry))).isEqualTo(expiry);
    }

    @Test
    void withinALaneBytesSortLikePlaces() {
        SplittableRandom random = new SplittableRandom(5);
        List<ParkingKey> keys = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            keys.add(new ParkingKey(LANES.get(3), Instant.ofEpochMilli(random.nextLong(50)), random.nextLong(50)));
        }

        List<ParkingKey> byBytes = keys.stream()
                .sorted((one, other) -> Arrays.compareUnsigned(ParkingKeys.place(one), ParkingKeys.place(other)))
                .toList();

        assertThat(byBytes).isEqualTo(keys.stream().sorted().toList());
    }

    @Test
    void noLanesRowsLieAmongAnothers() {
        for (BreakerName lane : LANES) {
            byte[] start = ParkingKeys.place(new ParkingKey(lane, Instant.EPOCH, 0));
            byte[] end = ParkingKeys.endOf(lane);
            for (BreakerName other : LANES) {
                byte[] row = ParkingKeys.place(new ParkingKey(other, Instant.parse("2026-01-01T00:00:00Z"), 7));
                boolean within = Arrays.compareUnsigned(start, row) <= 0 && Arrays.compareUnsigned(row, end) <= 0;
                assertThat(within).as("%s among %s", other, lane).isEqualTo(other.equals(lane));
            }
        }
    }

    @Test
    void expiriesSortByTimeOverAllLanes() {
        Expiry early = new Expiry(Instant.ofEpochMilli(1), new ParkingKey(LANES.get(3), Instant.ofEpochMilli(9), 9));
        Expiry late = new Expiry(Instant.ofEpochMilli(2), new ParkingKey(LANES.get(0), Instant.ofEpochMilli(1), 1));

        assertThat(Arrays.compareUnsigned(ParkingKeys.expiry(early), ParkingKeys.expiry(late))).isNegative();
        assertThat(Arrays.compareUnsigned(ParkingKeys.afterPlaces(), ParkingKeys.expiry(early))).isNegative();
        assertThat(Arrays.compareUnsigned(ParkingKeys.expiry(late), ParkingKeys.afterExpiries())).isNegative();
    }
}
