package io.fusebox.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of differences in docs/breaker.md is the list in the code, and each has its test. */
class ComparisonDocTest {
    private static final Path PAGE = Path.of("../processor/docs/breaker.md");

    @Test
    void theTableOfDifferencesIsTheListInTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("\n## Compared with Resilience4j\n"));
        List<String> rows = section.lines()
                .takeWhile(line -> !line.startsWith("## Troubleshooting"))
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows).containsExactlyElementsOf(Stream.of(Difference.values())
                .map(difference -> "| `%s` | %s | %s | `%s` |".formatted(
                        difference.name().toLowerCase(Locale.ROOT).replace('_', '-'), difference.there(),
                        difference.here(), testOf(difference)))
                .toList());
    }

    private static String testOf(Difference difference) {
        List<String> tests = Arrays.stream(DifferenceTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .filter(method -> method.getAnnotation(Shows.class).value() == difference)
                .map(method -> method.getName())
                .toList();
        assertThat(tests).as(difference.name()).hasSize(1);
        return tests.getFirst();
    }
}
