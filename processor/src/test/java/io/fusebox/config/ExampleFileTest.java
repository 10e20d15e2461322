package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.PolicyValue;
import io.fusebox.dispatch.DestinationPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFileTest {
    private static final Path EXAMPLE = Path.of("../deploy/fusebox.example.yaml");
    private static final Path TABLE = Path.of("docs/configuration.md");

    @TempDir
    Path directory;

    private static FuseboxConfig example() {
        return Configuration.load(Optional.of(EXAMPLE), Map.of("HOSTNAME", "pod-7"), Map.of()).values();
    }

    @Test
    void showsTheDefaults() {
        FuseboxConfig shown = example();
        FuseboxConfig defaults = new GivenConfig(directory)
                .fusebox("destinations: { example: { base-url: https://payments.example } }")
                .load();

        assertThat(shown).usingRecursiveComparison().ignoringFields("policies", "streams").isEqualTo(defaults);
        assertThat(shown.streams().asMap()).containsAllEntriesOf(defaults.streams().asMap());
        DestinationPolicy one = shown.policies().of("example").orElseThrow();
        DestinationPolicy other = defaults.policies().of("example").orElseThrow();
        assertThat(one.destination()).isEqualTo(other.destination());
        assertThat(one.guard().policy()).isEqualTo(other.guard().policy());
        assertThat(one.retry()).isEqualTo(other.retry());
        assertThat(one.queue()).isEqualTo(other.queue());
        assertThat(one.fallback()).isEqualTo(other.fallback());
    }

    @Test
    void keepsStandbysAndAPodsPlaceInTheGroup() {
        assertThat(example().streams().asMap()).containsEntry("num.standby.replicas", "1")
                .containsEntry("main.consumer.group.instance.id", "pod-7");
    }

    @Test
    void showsEveryKnobOfTheBreakerWithItsDefault() {
        assertThat(example().policies().of("example").orElseThrow().guard().described())
                .allSatisfy((knob, value) -> assertThat(value.origin())
                        .isEqualTo(knob.equals("timeout") ? "destinations.example" : "destinations.example.breaker"))
                .containsEntry("open-interval", new PolicyValue("5s", "destinations.example.breaker"));
    }

    @Test
    void showsEveryKey() throws IOException {
        String text = Files.readString(EXAMPLE);

        assertThat(KnownKeys.all()).isNotEmpty()
                .allSatisfy(known -> assertThat(text).as(known.key())
                        .containsPattern("(?m)(^|[ {#])" + Keys.split(known.key()).getLast() + ":"));
    }

    @Test
    void theTableShowsEveryKeyWithDefaultRangeAndVariable() throws IOException {
        List<String> rows = Files.readAllLines(TABLE);

        assertThat(KnownKeys.all())
                .allSatisfy(
                        known -> assertThat(rows).as(known.key())
                                .anyMatch(row -> row
                                        .startsWith("| `%s` | %s | %s | ".formatted(known.inTable(),
                                                known.defaultInTable().isEmpty() ? ""
                                                        : "`" + known.defaultInTable() + "`",
                                                known.asked().range()))
                                        && row.endsWith(" | `%s` |".formatted(known.variableInTable()))));
    }

    @Test
    void theTableHasNoOtherKeys() throws IOException {
        List<String> inTable = Files.readAllLines(TABLE)
                .stream()
                .filter(row -> row.startsWith("| `"))
                .map(row -> row.substring(3, row.indexOf('`', 3)))
                .filter(key -> !key.endsWith(".*"))
                .toList();

        assertThat(inTable).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(KnownKeys.all().stream().map(KnownKeys.Known::inTable).toList());
    }
}
