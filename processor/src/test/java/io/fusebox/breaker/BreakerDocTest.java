package io.fusebox.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** docs/breaker.md says what the code does. */
class BreakerDocTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final List<String> KNOBS = List.of("failure-threshold", "failure-threshold-span",
            "failure-rate-threshold", "slow-call-threshold", "slow-call-rate-threshold", "window.size",
            "window.duration", "minimum-calls", "timeout", "open-interval", "open-interval-multiplier",
            "open-interval-max", "open-interval-jitter", "half-open.max-concurrent", "half-open.successes-to-close",
            "half-open.failures-to-open", "half-open.max-wait", "ramp-up", "mode", "failures", "ignored");

    private final String doc = read("docs/breaker.md");

    @Test
    void everyTestThatIsNamedExists() {
        List<String> missing = TEST.matcher(doc)
                .results()
                .filter(named -> !isTest(named.group(1), named.group(2)))
                .map(named -> named.group())
                .distinct()
                .toList();

        assertThat(missing).isEmpty();
        assertThat(TEST.matcher(doc).results().count()).isGreaterThan(100);
    }

    @Test
    void everyKnobHasARowWithATest() {
        for (String knob : KNOBS) {
            assertThat(section("Knobs"))
                    .anySatisfy(row -> assertThat(row).startsWith("| `" + knob + "` |").containsPattern(TEST));
        }
    }

    @Test
    void everyRowOfATableNamesATestWhereItHasAColumnForIt() {
        for (String name : List.of("Knobs", "Presets", "Outcomes", "Rules", "Operators", "Metrics")) {
            assertThat(section(name).filter(line -> line.startsWith("| ")).skip(1)).as(name)
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row).containsPattern(TEST));
        }
    }

    @Test
    void thePresetsAreThoseOfTheCode() {
        for (BreakerPreset preset : BreakerPreset.values()) {
            BreakerPolicy policy = preset.policy();
            String row = "| `%s` | %s | %s | %d | %s | %s | %d / %d / %d |".formatted(preset.label(),
                    policy.failureThreshold().isPresent() ? policy.failureThreshold().getAsInt() : "off",
                    policy.failureRateThreshold().isPresent() ? policy.failureRateThreshold().getAsDouble() : "off",
                    policy.minimumCalls(), Knob.show(policy.timeout()), Knob.show(policy.openInterval()),
                    policy.halfOpen().maxConcurrent(), policy.halfOpen().successesToClose(),
                    policy.halfOpen().failuresToOpen());
            assertThat(doc).contains(row);
        }
    }

    @Test
    void theExampleIsATestedOne() {
        String source = read("src/test/java/io/fusebox/breaker/OwnPolicyExampleTest.java");
        String example = source.substring(source.indexOf("// example\n") + 11, source.indexOf("// end of example"));

        assertThat(withoutSpace(doc)).contains(withoutSpace(example));
    }

    private Stream<String> section(String title) {
        int start = doc.indexOf("\n## " + title + "\n");
        int end = doc.indexOf("\n## ", start + 1);
        return doc.substring(start, end).lines();
    }

    private static boolean isTest(String type, String method) {
        try {
            return Arrays.stream(Class.forName("io.fusebox.breaker." + type).getDeclaredMethods())
                    .filter(candidate -> candidate.getName().equals(method))
                    .anyMatch(candidate -> candidate.isAnnotationPresent(Test.class)
                            || candidate.isAnnotationPresent(ParameterizedTest.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
