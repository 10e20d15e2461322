package io.fusebox.app;

import static io.fusebox.app.Terminal.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.app.Terminal.Said;
import io.fusebox.call.Call;
import io.fusebox.call.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TerminalExtension.class)
class ResultsCommandTest {
    private final Terminal terminal;
    private final Answerer answerer;

    ResultsCommandTest(Terminal terminal) {
        this.terminal = terminal;
        answerer = terminal.answerer();
    }

    private static Call call(String id, String destination) {
        return new Call(id, destination, Optional.empty(), "POST", Optional.empty(), Optional.empty(), Map.of(),
                Payload.EMPTY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                OptionalInt.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    @Test
    void aTopicThatIsNotThereIsOneLineWithTheMend() {
        Said said = terminal.runWithPrefix("nowhere.", "results");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEqualTo("fusebox results: there is no topic nowhere.results at %s: %s\n"
                .formatted(terminal.brokers(), "create it with 'fusebox topics', or check --prefix"));
    }

    @Test
    void resultsAreShownWhateverTheirFormat() throws Exception {
        answerer.produce(TOPICS.results(), "r-1",
                answerer.codecs(false).encodeResult(Answerer.result(call("r-1", "shown"))));
        answerer.produce(TOPICS.results(), "r-2",
                answerer.codecs(true).encodeResult(Answerer.result(call("r-2", "shown"))));
        answerer.produce(TOPICS.results(), "r-3", "nonsense".getBytes(StandardCharsets.UTF_8));

        Said table = terminal.run("results", "--no-follow", "-d", "shown", "--body");
        Said json = terminal.run("results", "--since", "10m", "--no-follow", "--id", "r-2", "--json");

        assertThat(table.status()).isZero();
        assertThat(table.out())
                .containsPattern("(?s) r-1 .*\n  \\{\"echo\":\"r-1\"}\n.* r-2 .*\n  \\{\"echo\":\"r-2\"}\n");
        assertThat(table.err()).contains("left out t.results, partition ");
        assertThat(json.json()).singleElement().satisfies(result -> {
            assertThat(result.path("id").textValue()).isEqualTo("r-2");
            assertThat(result.at("/body/echo").textValue()).isEqualTo("r-2");
        });
    }

    @Test
    void resultsFollowUntilThereAreEnough() throws Exception {
        try (ExecutorService background = Executors.newSingleThreadExecutor()) {
            Future<Said> following = background
                    .submit(() -> terminal.run("results", "--status", "failed", "-d", "broken",
                            "--count", "1", "--timeout", "60s", "--json"));
            while (!following.isDone()) {
                terminal.run("send", "-d", "broken");
            }

            assertThat(following.get().status()).isZero();
            assertThat(following.get().json()).hasSize(1);
        }
    }

    @Test
    void fewerThanWereAskedForIsAFailure() {
        Said said = terminal.run("results", "--id", "nobody", "--count", "2", "--timeout", "300ms");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEqualTo("only 0 of 2 came\n");
    }
}
