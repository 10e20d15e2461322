package io.fusebox.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.bench.Contender;
import io.fusebox.bench.Scale;
import io.fusebox.bench.contenders.FuseboxSettings;
import io.fusebox.bench.report.Chart;
import io.fusebox.bench.report.Machine;
import io.fusebox.bench.report.ResultsFile;
import io.fusebox.bench.report.Row;
import io.fusebox.bench.report.Table;
import io.fusebox.bench.scenarios.Throughput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** The benchmarks, in full with {@code -Pbench}, else so shortly that only the harness itself is tried: see BENCHMARKS.md. */
class BenchTest {
    private static final Path DIRECTORY = Path.of("target", Selection.FULL ? "bench" : "bench-short");
    private static final Scale SHORT = new Scale(1, 1_000);

    private final Benchmarks benchmarks = Selection.FULL ? new Benchmarks(Selection.scenarios(), Selection.contenders())
            : new Benchmarks(List.of(new Throughput()), Selection.builtIn());

    @Test
    void measuresAndReportsWhatWasAskedFor() throws Exception {
        benchmarks.run(Selection.FULL ? Scale.asked() : SHORT);

        report();
        assertThat(benchmarks.failures()).isEmpty();
        JsonNode results = new ObjectMapper().readTree(Files.readString(DIRECTORY.resolve("results.json")));
        assertThat(results).isNotEmpty().allSatisfy(BenchTest::requireFigure);
        assertThat(svgRoot()).isEqualTo("svg");
        if (!Selection.FULL) {
            assertThat(StreamSupport.stream(results.spliterator(), false)
                    .filter(it -> it.get("metric").asText().equals("calls/s") && it.get("value").asDouble() > 0)
                    .map(it -> it.get("contender").asText()))
                    .containsAll(Selection.builtIn().stream().map(Contender::name).toList());
        }
    }

    private static void requireFigure(JsonNode figure) {
        assertThat(figure.fieldNames()).toIterable()
                .containsExactly("scenario", "contender", "metric", "value", "unit", "rounds", "min", "median", "max");
        assertThat(figure.get("value").isNumber()).as(figure.toString()).isTrue();
        assertThat(figure.get("rounds").asInt()).as(figure.toString()).isPositive();
    }

    private static String svgRoot() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(DIRECTORY.resolve("chart.svg").toFile())
                .getDocumentElement()
                .getTagName();
    }

    private void report() throws IOException {
        List<Row> rows = Row.of(benchmarks.figures());
        String text = "%s- Fusebox' settings: %s%n%n%s".formatted(Machine.facts(), FuseboxSettings.IN_WORDS,
                Table.of(rows));
        System.out.println(text);
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve("table.md"), text);
        Files.writeString(DIRECTORY.resolve("results.json"), ResultsFile.of(rows));
        Files.writeString(DIRECTORY.resolve("chart.svg"), Chart.of(benchmarks.figures().all()));
    }
}
