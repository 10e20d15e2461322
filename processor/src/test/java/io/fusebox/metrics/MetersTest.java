package io.fusebox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetersTest {
    private static final Path TABLE = Path.of("docs/metrics.md");

    @Test
    void theTableOfTheDocumentationIsTheEnum() throws IOException {
        List<String> rows = Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| `")).toList();

        assertThat(rows).containsExactlyElementsOf(Arrays.stream(Meters.values()).map(MetersTest::row).toList());
    }

    private static String row(Meters meter) {
        String labels = meter.labels().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |".formatted(meter.metric(), type(meter), labels, meter.help());
    }

    private static String type(Meters meter) {
        return meter.type().name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource(Meters.class)
    void everyMeterIsExposedAsDocumented(Meters meter) {
        try (FuseboxMetrics metrics = new FuseboxMetrics(10)) {
            PromtoolTest.useEveryMeter(metrics);

            List<String> lines = metrics.scrape().lines().toList();

            assertThat(lines).contains("# TYPE %s %s".formatted(meter.metric(), type(meter)),
                    "# HELP %s %s".formatted(meter.metric(), meter.help()));
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(meter.metric()) && !line.startsWith(meter.metric() + "_max"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(meter.labels())
                            .allSatisfy(label -> assertThat(line).contains(label + "=\"")));
        }
    }

    @Test
    void nothingOfOursIsExposedThatIsNotDocumented() {
        try (FuseboxMetrics metrics = new FuseboxMetrics(10)) {
            PromtoolTest.useEveryMeter(metrics);

            List<String> families = metrics.scrape()
                    .lines()
                    .filter(line -> line.startsWith("# TYPE "))
                    .map(line -> line.split(" ", -1)[2])
                    .filter(name -> !name.endsWith("_max"))
                    .toList();

            assertThat(families)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Meters.values()).map(Meters::metric).toList());
        }
    }
}
