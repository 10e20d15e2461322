package io.fusebox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.call.ResultStatus;
import io.fusebox.demo.DemoSummary.Guests;
import io.fusebox.demo.DemoSummary.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final Guests NOBODY = new Guests(0, 0, Map.of());
    private static final Row PAYMENTS = new Row("payments", 1600, Map.of(ResultStatus.SUCCEEDED, 1600), 0, 0, 1600, 0,
            0);
    private static final Row INVENTORY = new Row("inventory", 1600,
            Map.of(ResultStatus.SUCCEEDED, 1584, ResultStatus.FAILED, 16), 3, 0, 1682, 0, 0);
    private static final Row EMAIL = new Row("email", 1600, Map.of(ResultStatus.SUCCEEDED, 1600), 919, 11, 1677, 0, 0);

    @Test
    void theTableIsAlignedAndEndsWithTheVerdict() {
        String text = DemoReport.text(new DemoSummary(List.of(PAYMENTS, INVENTORY, EMAIL), NOBODY));

        assertThat(text.lines()).containsExactly(
                "destination  calls sent  SUCCEEDED  FAILED  attempts  parked at peak  breaker changes  lost  doubled",
                "payments          1,600      1,600       0     1,600               0                0     0        0",
                "inventory         1,600      1,584      16     1,682               3                0     0        0",
                "email             1,600      1,600       0     1,677             919               11     0        0",
                "all               4,800      4,784      16     4,959                               11     0        0",
                "", "Each of the 4,800 calls has exactly one result.");
    }

    @Test
    void whatIsLostOrDoubledIsSaid() {
        Row bad = new Row("email", 10, Map.of(ResultStatus.SUCCEEDED, 9), 0, 0, 9, 2, 1);

        String text = DemoReport.text(new DemoSummary(List.of(bad), NOBODY));

        assertThat(text).endsWith("Of 10 calls 2 have no result, and 1 results are one too many.");
    }

    @Test
    void guestsHaveALineOfTheirOwn() {
        Guests guests = new Guests(1000, 2, Map.of(ResultStatus.SUCCEEDED, 999, ResultStatus.FAILED, 1));

        String text = DemoReport.text(new DemoSummary(List.of(PAYMENTS), guests));

        assertThat(text.lines()).endsWith(
                "Beside them, others sent 1,000 calls; results: SUCCEEDED 999, FAILED 1; could not be read, and are on fusebox.dead-letters: 2.");
    }

    @Test
    void jsonHoldsTheSameNumbers() throws Exception {
        JsonNode json = new ObjectMapper().readTree(DemoReport
                .json(new DemoSummary(List.of(PAYMENTS, EMAIL), new Guests(1, 0, Map.of(ResultStatus.SUCCEEDED, 1)))));

        assertThat(json.at("/destinations/email")).isEqualTo(new ObjectMapper().readTree("""
                {"sent": 1600, "results": {"SUCCEEDED": 1600}, "attempts": 1677, "parkedPeak": 919,
                 "breakerChanges": 11, "lost": 0, "doubled": 0}
                """));
        assertThat(json.at("/guests/results/SUCCEEDED").intValue()).isOne();
        assertThat(json.at("/sent").intValue()).isEqualTo(3200);
        assertThat(json.at("/lost").intValue()).isZero();
        assertThat(json.at("/doubled").intValue()).isZero();
    }
}
