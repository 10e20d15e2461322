package io.fusebox.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Command;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final Claim claim = new Claim(7);

    @Test
    void isHeldOnlyOnceItWasReadBack() {
        Command.Claim written = claim.renew(NOW);
        assertThat(claim.isHeld()).isFalse();

        assertThat(claim.readBack(written)).isTrue();
        assertThat(claim.isHeld()).isTrue();
    }

    @Test
    void anothersClaimIsNotOurs() {
        claim.renew(NOW);

        assertThat(claim.readBack(new Claim(7).renew(NOW))).isFalse();
        assertThat(claim.isHeld()).isFalse();
    }

    @Test
    void anotherClaimAfterOursDoesNotTakeItAway() {
        claim.readBack(claim.renew(NOW));

        claim.readBack(new Claim(7).renew(NOW));

        assertThat(claim.isHeld()).isTrue();
    }

    @Test
    void anEarlierClaimOfOursIsNoneAfterAPause() {
        Command.Claim earlier = claim.renew(NOW);
        claim.readBack(earlier);
        claim.lose();
        assertThat(claim.isWritten()).isFalse();
        Command.Claim newer = claim.renew(NOW);

        assertThat(claim.readBack(earlier)).isFalse();
        assertThat(claim.isHeld()).isFalse();
        assertThat(claim.readBack(newer)).isTrue();
    }

    @Test
    void goesToItsOwnPartition() {
        assertThat(Claim.partitionOf(claim.key())).isEqualTo(7);
    }
}
