package io.fusebox.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.bench.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What readings of several rounds come to. */
class ReportTest {
    private final Figures figures = new Figures();

    @Test
    void takesTheMedianOfRounds() {
        givenReadings("limit", 10, 40, 20);

        assertThat(figures.all()).singleElement().satisfies(it -> {
            assertThat(it.min()).isEqualTo(10);
            assertThat(it.median()).isEqualTo(20);
            assertThat(it.max()).isEqualTo(40);
        });
    }

    @Test
    void takesRatiosRoundByRound() {
        givenReadings("limit", 100, 200, 400);
        givenReadings("fusebox", 50, 120, 160);

        assertThat(row("fusebox / limit").figure().values()).containsExactly(0.5, 0.6, 0.4);
    }

    @Test
    void holdsTheMedianAgainstTheGoal() {
        givenReadings("limit", 100, 100, 100);
        givenReadings("fusebox", 10, 56, 90);
        givenReadings("slow", 60, 60, 60);

        assertThat(row("fusebox / limit").verdict()).isEqualTo("met");
        assertThat(row("fusebox / best peer, slow").verdict()).isEqualTo("missed");
        assertThat(Table.of(Row.of(figures))).contains("≥ 0.55", "met", "≥ 1.60", "missed");
    }

    @Test
    void takesThePeerWithTheMostForTheBest() {
        givenReadings("fusebox", 30);
        givenReadings("slow", 10);
        givenReadings("fast", 20);

        assertThat(row("fusebox / best peer, fast").figure().median()).isEqualTo(1.5);
    }

    private void givenReadings(String contender, double... values) {
        for (double value : values) {
            figures.add("throughput", contender, new Reading("calls/s", value, "1/s"));
        }
    }

    private Row row(String contender) {
        List<Row> rows = Row.of(figures);
        return rows.stream().filter(it -> it.figure().contender().equals(contender)).findFirst().orElseThrow();
    }
}
