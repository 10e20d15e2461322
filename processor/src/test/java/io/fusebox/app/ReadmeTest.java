package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says can be typed, can be. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern CALL = Pattern.compile("\\{\"id\".*?\\}\\}");

    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void itsCommandsAreUnderstood() {
        List<String> commands = snippets("sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("deploy/fusebox "))
                .map(line -> line.replaceAll("\\s+#.*", ""))
                .toList();

        assertThat(commands).hasSizeGreaterThan(5)
                .allSatisfy(command -> assertThatCode(() -> Main.commandLine().parseArgs(words(command))).as(command)
                        .doesNotThrowAnyException());
    }

    @Test
    void itsConfigurationIsRead(@TempDir Path directory) {
        assertThat(snippets("yaml")).isNotEmpty().allSatisfy(yaml -> {
            Path file = Files.writeString(directory.resolve("fusebox.yaml"), yaml);
            assertThat(Configuration.load(Optional.of(file), Map.of(), Map.of()).values().policies().configured())
                    .containsKey("payments");
        });
    }

    @Test
    void itsCallsAreJson() throws IOException {
        List<JsonNode> calls = new ArrayList<>();
        Matcher matcher = CALL.matcher(String.join("\n", snippets("sh")) + String.join("\n", snippets("java")));
        while (matcher.find()) {
            calls.add(new ObjectMapper().readTree(matcher.group()));
        }

        assertThat(calls).hasSize(2)
                .allSatisfy(call -> assertThat(call.path("destination").asText()).isEqualTo("payments"));
    }

    @Test
    void itsJavaIsTheJavaThatIsCompiled() throws IOException {
        String compiled = words(Files.readString(Path.of("src/test/java/io/fusebox/app/ReadmeProducer.java")), " ");

        assertThat(snippets("java")).hasSize(1).allSatisfy(java -> assertThat(compiled).contains(words(java, " ")));
    }

    @Test
    void itsLinksLeadSomewhere() {
        List<String> links = LINK.matcher(readme).results().map(link -> link.group(1)).toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    private List<String> snippets(String language) {
        return SNIPPET.matcher(readme)
                .results()
                .filter(snippet -> snippet.group(1).equals(language))
                .map(snippet -> snippet.group(2))
                .toList();
    }

    private static String words(String text, String between) {
        return String.join(between, text.strip().split("\\s+"));
    }

    /** As a shell takes a line apart, as far as the README goes. */
    private static String[] words(String command) {
        return Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(command)
                .results()
                .map(word -> Optional.ofNullable(word.group(1)).orElse(word.group(2)))
                .skip(1)
                .toArray(String[]::new);
    }
}
