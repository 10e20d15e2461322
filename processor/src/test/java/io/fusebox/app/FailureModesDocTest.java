package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/failure-modes.md names the tests that show what it says; they live in two modules, so their sources are read. */
class FailureModesDocTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern TEST = Pattern
            .compile("@(?:Parameterized)?Test\\b(?:(?!@(?:Parameterized)?Test\\b)[\\s\\S])*?\\n    void (\\w+)\\(");
    private static final List<Path> SOURCES = List.of(Path.of("src/test/java"),
            Path.of("../topology-tests/src/test/java"));

    private final String page = read(Path.of("docs/failure-modes.md"));

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        for (MatchResult named : NAMED.matcher(page).results().toList()) {
            assertThat(testsOf(named.group(1))).as(named.group()).contains(named.group(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "HttpFailureTest", "HttpTimeoutTest", "HttpFramingTest", "HttpFloodTest",
        "BadSurroundingsTest", "RefusedStartTest", "GuardedBrokerTest", "ChangedTopicsTest", "FullDiskTest" })
    void everyTestOfAFailureHasItsRow(String name) throws IOException {
        Set<String> named = NAMED.matcher(page)
                .results()
                .filter(one -> one.group(1).equals(name))
                .map(one -> one.group(2))
                .collect(Collectors.toSet());

        assertThat(testsOf(name)).isNotEmpty().isSubsetOf(named);
    }

    @Test
    void everyRowNamesATest() {
        assertThat(page.lines().filter(line -> line.startsWith("| ") && !line.contains(" | shown by |"))).isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsPattern(NAMED));
    }

    private static Set<String> testsOf(String name) throws IOException {
        for (Path sources : SOURCES) {
            try (Stream<Path> files = Files.walk(sources)) {
                List<Path> found = files.filter(file -> file.endsWith(name + ".java")).toList();
                if (!found.isEmpty()) {
                    return TEST.matcher(read(found.getFirst()))
                            .results()
                            .map(test -> test.group(1))
                            .collect(Collectors.toSet());
                }
            }
        }
        throw new AssertionError("there is no " + name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
