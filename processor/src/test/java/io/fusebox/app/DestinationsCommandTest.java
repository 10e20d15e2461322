package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.app.Terminal.Said;
import io.fusebox.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TerminalExtension.class)
class DestinationsCommandTest {
    private final Terminal terminal;

    @TempDir
    Path directory;

    private Topics topics = new Topics("");

    DestinationsCommandTest(Terminal terminal) {
        this.terminal = terminal;
    }

    @BeforeEach
    void givenTopics(TestInfo test) throws Exception {
        topics = new Topics(test.getTestMethod().orElseThrow().getName() + ".");
        terminal.givenTopics(topics, 1);
    }

    private Said run(String... arguments) {
        return terminal.runWithPrefix(topics.prefix(), arguments);
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String payments(String settings) throws Exception {
        return file("destinations.yaml", """
                destinations:
                  payments: { base-url: "http://payments.example", %s }
                  mail: { base-url: "http://mail.example" }
                """.formatted(settings));
    }

    private JsonNode shown(String name) throws Exception {
        return run("destinations", "show", name, "--json").json().getFirst();
    }

    @Test
    void backupsInACircleAreRefusedAlsoWithWhatWasAppliedBefore() throws Exception {
        run("destinations", "apply", "-f", payments("fallback: [{backup: mail}, queue]"));

        Said said = run("destinations", "apply", "-f", file("circle.yaml", """
                destinations:
                  mail: { base-url: "http://mail.example", fallback: [{backup: payments}, queue] }
                """));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEqualTo("fusebox destinations apply: fusebox.destinations.mail.fallback: "
                + "its backups lead back to it: mail -> payments -> mail; take one of them out\n");
    }

    @Test
    void onlyWhatChangesIsApplied() throws Exception {
        Said first = run("destinations", "apply", "-f", payments("timeout: 5s, rate: 9/s"), "--by", "anna");
        Said again = run("destinations", "apply", "-f", payments("timeout: 5s, rate: 9/s"));
        Said change = run("destinations", "apply", "-f", payments("timeout: 6s, queue: 7"), "--by", "bert");

        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("+ payments\n", "    + timeout: 5s\n", "+ mail\n",
                "2 added, 0 changed, 0 removed, 0 unchanged");
        assertThat(first.err()).isEqualTo("done, by anna; all pods follow within a second\n");
        assertThat(again.out()).contains("0 added, 0 changed, 0 removed, 2 unchanged");
        assertThat(again.err()).isEmpty();
        assertThat(change.out()).isEqualTo("""
                ~ payments
                    + queue: 7
                    - rate: 9/s
                    ~ timeout: 5s -> 6s
                = mail
                0 added, 1 changed, 0 removed, 1 unchanged
                """);
        assertThat(shown("payments").path("changed_by").textValue()).isEqualTo("bert");
        assertThat(shown("payments").at("/policy/breaker.timeout/value").textValue()).isEqualTo("6s");
        assertThat(shown("payments").at("/policy/breaker.timeout/origin").textValue())
                .isEqualTo("destinations.payments (applied)");
        assertThat(shown("mail").path("changed_by").textValue()).isEqualTo("anna");
    }

    @Test
    void aDryRunAndADiffChangeNothing() throws Exception {
        Said dry = run("destinations", "apply", "-f", payments("timeout: 5s"), "--dry-run", "--json");
        Said diff = run("destinations", "diff", "-f", payments("timeout: 5s"));

        assertThat(dry.status()).isZero();
        assertThat(dry.json()).singleElement().satisfies(json -> {
            assertThat(json.path("applied").booleanValue()).isFalse();
            assertThat(json.at("/destinations/0/change").textValue()).isEqualTo("added");
        });
        assertThat(diff.status()).isEqualTo(1);
        assertThat(diff.out()).contains("2 added");
        assertThat(run("destinations", "list").out()).hasLineCount(1);
    }

    @Test
    void nothingOfAFileWithAMistakeIsApplied() throws Exception {
        Said said = run("destinations", "apply", "-f", payments("timeout: soon, headers: { Authorization: hunter2 }"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err())
                .contains("fusebox.destinations.payments.timeout: 'soon' does not fit", "(destinations.yaml:2)",
                        "headers.Authorization: is a secret, and those are not written here")
                .doesNotContain("hunter2");
        assertThat(run("destinations", "list").out()).hasLineCount(1);
    }

    @Test
    void anotherOrderOfOperationsIsAChange() throws Exception {
        String post = "write: { match: { methods: [POST] } }";
        String below = "below: { match: { paths: [/v1/**] } }";
        run("destinations", "apply", "-f", payments("operations: { %s, %s }".formatted(post, below)));

        Said said = run("destinations", "diff", "-f", payments("operations: { %s, %s }".formatted(below, post)));

        assertThat(said.out()).contains("~ payments\n    ~ operations: [write, below] -> [below, write]\n");
    }

    @Test
    void whatWasAppliedIsTakenAway() throws Exception {
        String config = file("fusebox.yaml", """
                fusebox: { destinations: { payments: { base-url: "http://configured.example", queue: 3 } } }
                """);
        run("destinations", "apply", "-f", payments("timeout: 5s"));
        Said list = run("destinations", "list", "--config", config);
        Said removal = run("destinations", "remove", "payments", "--yes");
        Said after = run("destinations", "list", "--config", config);
        Said twice = run("destinations", "remove", "payments", "--yes");

        assertThat(list.out()).containsPattern("(?m)^payments +http://payments.example +file, topic +2.* ok$")
                .containsPattern("(?m)^mail +http://mail.example +topic ");
        assertThat(removal.out()).contains("- payments\n", "    - timeout: 5s\n");
        assertThat(after.out()).containsPattern("(?m)^payments +http://configured.example +file +- ");
        assertThat(twice.status()).isEqualTo(1);
        assertThat(twice.err()).contains("nothing was applied to 'payments'");
    }

    @Test
    void whatIsIgnoredIsSaid() throws Exception {
        terminal.answerer().produce(topics.destinations(), "orders", "no record".getBytes(StandardCharsets.UTF_8));

        assertThat(run("destinations", "list").out()).containsPattern("(?m)^orders +- +topic .*ignored: ");
        assertThat(run("destinations", "show", "nobody").err()).contains("there is no destination 'nobody'");
    }
}
