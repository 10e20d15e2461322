package io.fusebox.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Command;
import io.fusebox.call.Origin;
import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final Claim claim = new Claim(7);

    private static byte[] encode(Command.Claim claim) {
        return claim.nonce().getBytes(StandardCharsets.UTF_8);
    }

    private static RawRecord record(byte[] value) {
        return new RawRecord(new Origin("commands", 7, 0), NOW, Optional.of(Payload.of(new Claim(7).key())),
                Optional.of(Payload.of(value)), List.of());
    }

    private RawRecord renewed() {
        return record(claim.renew(NOW, ClaimTest::encode));
    }

    @Test
    void isHeldOnlyOnceItWasReadBack() {
        RawRecord written = renewed();
        assertThat(claim.isHeld()).isFalse();

        assertThat(claim.readBack(written)).isTrue();
        assertThat(claim.isHeld()).isTrue();
    }

    @Test
    void anothersClaimIsNotOurs() {
        claim.renew(NOW, ClaimTest::encode);

        assertThat(claim.readBack(record(new Claim(7).renew(NOW, ClaimTest::encode)))).isFalse();
        assertThat(claim.isHeld()).isFalse();
    }

    @Test
    void nothingIsOursBeforeAClaimWasWritten() {
        RawRecord tombstone = new RawRecord(new Origin("commands", 7, 0), NOW, Optional.empty(), Optional.empty(),
                List.of());

        assertThat(claim.readBack(tombstone)).isFalse();
    }

    @Test
    void anotherClaimAfterOursDoesNotTakeItAway() {
        claim.readBack(renewed());

        claim.readBack(record(new Claim(7).renew(NOW, ClaimTest::encode)));

        assertThat(claim.isHeld()).isTrue();
    }

    @Test
    void anEarlierClaimOfOursIsNoneAfterAPause() {
        RawRecord earlier = renewed();
        claim.readBack(earlier);
        claim.lose();
        assertThat(claim.isWritten()).isFalse();
        RawRecord newer = renewed();

        assertThat(claim.readBack(earlier)).isFalse();
        assertThat(claim.isHeld()).isFalse();
        assertThat(claim.readBack(newer)).isTrue();
    }

    @Test
    void goesToItsOwnPartition() {
        assertThat(Claim.partitionOf(claim.key())).isEqualTo(7);
        assertThat(claim.isKeyOf(renewed())).isTrue();
        assertThat(new Claim(8).isKeyOf(renewed())).isFalse();
    }
}
