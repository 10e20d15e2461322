package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final Ledger ledger = new Ledger(store);

    @Test
    void theSlotFreedLastIsUsedFirst() {
        int first = ledger.add(row("a"));
        int second = ledger.add(row("b"));
        ledger.remove(first);
        ledger.remove(second);

        assertThat(ledger.add(row("c"))).isEqualTo(second);
    }

    @Test
    void slotsGrowWithWhatIsUnderWayAndNotWithWhatEverWas() {
        for (int i = 0; i < 10_000; i++) {
            ledger.remove(ledger.add(row("a")));
        }

        assertThat(ledger.add(row("b"))).isZero();
    }

    @Test
    void theNextOwnerFindsTheRowsAndTheGapsBetweenThem() {
        ledger.add(row("a"));
        int gap = ledger.add(row("b"));
        ledger.add(row("c"));
        ledger.remove(gap);

        Ledger next = new Ledger(store);

        assertThat(next.size()).isEqualTo(2);
        assertThat(next.at(2)).contains(row("c"));
        assertThat(next.at(gap)).isEmpty();
        assertThat(next.add(row("d"))).isEqualTo(gap);
        assertThat(next.add(row("e"))).isEqualTo(3);
    }

    @Test
    void whatIsRemovedIsGoneFromTheStoreAndFromTheWeight() {
        int slot = ledger.add(row("a"));
        assertThat(ledger.weight()).isPositive();

        ledger.remove(slot);

        assertThat(store.rows).isEmpty();
        assertThat(ledger.weight()).isZero();
    }

    @Test
    void aFreeSlotCannotBeFreedAgain() {
        int slot = ledger.add(row("a"));
        ledger.remove(slot);

        assertThatThrownBy(() -> ledger.remove(slot)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("slot 0");
    }

    private static LedgerRow row(String breaker) {
        return new LedgerRow.Parking(BreakerName.of(breaker), Instant.EPOCH, Optional.empty());
    }
}
