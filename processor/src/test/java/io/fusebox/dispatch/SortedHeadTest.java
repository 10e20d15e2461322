package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SortedHeadTest {
    private final TreeSet<Integer> store = new TreeSet<>();
    private final Set<Integer> hidden = new HashSet<>();
    private int scanned;
    private final SortedHead<Integer> head = new SortedHead<>((first, limit) -> {
        var rows = store.tailSet(first).stream().limit(limit).toList();
        scanned += rows.size();
        return rows;
    }, Integer.MIN_VALUE, hidden::contains);

    @Test
    void randomUseAlwaysShowsTheSmallestThatIsNotHidden() {
        SplittableRandom random = new SplittableRandom(11);
        for (int step = 0; step < 200_000; step++) {
            int row = random.nextInt(3_000);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    if (store.add(row)) {
                        head.add(row);
                    }
                }
                case 2 -> {
                    store.remove(row);
                    hidden.remove(row);
                    head.remove(row);
                }
                case 3 -> head.first().ifPresent(first -> {
                    hidden.add(first);
                    head.remove(first);
                });
                default -> {
                    if (hidden.remove(row)) {
                        head.add(row);
                    }
                }
            }
            if (step % 10 == 0) {
                assertThat(head.first()).isEqualTo(smallestVisible());
            }
        }
    }

    @Test
    void drainingReadsEachRowAboutOnce() {
        for (int row = 0; row < 100_000; row++) {
            store.add(row);
        }

        for (int row = 0; row < 100_000; row++) {
            assertThat(head.first()).contains(row);
            store.remove(row);
            head.remove(row);
        }

        assertThat(scanned).isLessThan(103_000);
        assertThat(head.first()).isEmpty();
    }

    @Test
    void anEmptyStoreIsScannedOnce() {
        head.first();
        scanned = -1;

        assertThat(head.first()).isEmpty();
        assertThat(scanned).isEqualTo(-1);
    }

    private Optional<Integer> smallestVisible() {
        return store.stream().filter(row -> !hidden.contains(row)).findFirst();
    }
}
