package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** The promise is per record, unless the destination looks for duplicates. */
class DuplicateTest extends FuseboxSpec {
    @Test
    void twoRecordsWithOneIdHaveTwoResults() {
        givenDestination("payments");

        whenCallsArrive("a", "a");

        assertThat(statuses()).containsExactly("a SUCCEEDED", "a SUCCEEDED");
    }

    @Test
    void twoRecordsWithOneIdAtTheSameTimeHaveTwoResultsToo() {
        givenDestination("payments").taking(ms(50));

        whenCallsArrive("a", "a");
        whenTimePasses(ms(100));

        assertThat(statuses()).containsExactly("a SUCCEEDED", "a SUCCEEDED");
    }

    @Test
    void twoParkedRecordsWithOneIdHaveTwoResultsToo() {
        givenDestination("payments").failing();
        whenCallsArrive(5);
        whenCallsArrive("a", "a");
        givenDestination("payments").answering(200);

        whenTimePasses(seconds(61));

        assertThat(statuses()).filteredOn("a SUCCEEDED"::equals).hasSize(2);
    }

    @Test
    void aSecondRecordWithOneIdIsDroppedWhereTheDestinationDeduplicates() {
        givenDestination("payments").taking(ms(50)).deduplicatingFor(minutes(10));

        whenCallsArrive("a", "a");
        whenTimePasses(ms(100));
        whenCallsArrive("a");
        whenTimePasses(ms(100));

        assertThat(statuses()).containsExactly("a SUCCEEDED");
        thenDestination("payments").wasCalledTimes(1);
    }

    @Test
    void itIsDroppedAlsoAfterARestart() {
        givenDestination("payments").deduplicatingFor(minutes(10));
        whenCallsArrive("a");

        whenFuseboxRestarts();
        whenCallsArrive("a", "b");

        assertThat(statuses()).containsExactly("a SUCCEEDED", "b SUCCEEDED");
    }

    @Test
    void afterTheWindowItIsMadeAgainAndNothingIsLeftOfIt() {
        givenDestination("payments").deduplicatingFor(minutes(10));
        whenCallsArrive("a");
        whenTimePasses(minutes(9));
        whenCallsArrive("a");
        assertThat(statuses()).hasSize(1);

        whenTimePasses(minutes(2));
        assertThat(world().journal().rowsOf("seen")).isZero();
        whenCallsArrive("a");

        assertThat(statuses()).containsExactly("a SUCCEEDED", "a SUCCEEDED");
    }

    @Test
    void aParkedCallIsNoDuplicateOfItself() {
        givenDestination("payments").deduplicatingFor(minutes(10)).failing();
        whenCallsArrive(5);
        whenCallsArrive("a", "a");
        givenDestination("payments").answering(200);

        whenTimePasses(seconds(61));

        assertThat(statuses()).filteredOn("a SUCCEEDED"::equals).hasSize(1);
    }
}
