package io.fusebox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/http-api.md} shows is what the server answers. */
@Timeout(30)
class HttpApiDocTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DOC = Path.of("docs", "http-api.md");
    private static final Pattern EXAMPLE = Pattern.compile("`GET (\\S+)` → (\\d+)\\s+```(\\w+)\\n(.*?)```",
            Pattern.DOTALL);
    private static final RunningServer SERVER = new RunningServer();

    /** @param language of the block: {@code json} or {@code text} */
    record Example(String path, int status, String language, String body) {
        @Override
        public String toString() {
            return path;
        }
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showsWhatTheServerAnswers(Example example) throws Exception {
        // when
        HttpResponse<String> answer = SERVER.get(example.path());

        // then
        assertThat(answer.statusCode()).isEqualTo(example.status());
        if (example.language().equals("json")) {
            assertThat(JSON.readTree(answer.body()).toPrettyString())
                    .isEqualTo(JSON.readTree(example.body()).toPrettyString());
        } else {
            assertThat(answer.body()).isEqualTo(example.body());
        }
    }

    @Test
    void hasAnExampleOfEachPath() throws IOException {
        // given
        List<String> paths = List.of(AdminRoutes.WHERE_TO_LOOK.replace("{name}", "payments").split(", ", -1));

        // when
        Stream<String> shown = examples().map(Example::path);

        // then
        assertThat(shown).containsAll(paths);
    }

    static Stream<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOC))
                .results()
                .map(found -> new Example(found.group(1), Integer.parseInt(found.group(2)), found.group(3),
                        found.group(4)));
    }
}
