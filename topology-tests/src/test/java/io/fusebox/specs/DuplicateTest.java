package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/** The promise is per record. */
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
}
