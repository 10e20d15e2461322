package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class CallOptionsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Command
    private static final class Holder {
        @Mixin
        private final CallOptions options = new CallOptions();
    }

    private static ObjectNode json(String... arguments) {
        Holder holder = new Holder();
        CommandLine line = new CommandLine(holder).setExpandAtFiles(false);
        line.parseArgs(arguments);
        return holder.options.json(line.getCommandSpec(), NOW);
    }

    @Test
    void flagsBecomeTheFieldsOfARequest() {
        ObjectNode json = json("-d", "payments", "--id", "a-1", "--method", "PUT", "--path", "/x", "--operation",
                "write", "--header", "X-A: b:c", "--body", "hello", "--ordering-key", "o", "--not-before", "10m",
                "--deadline", "2026-02-01T00:00:00Z", "--timeout", "2s", "--max-attempts", "3", "--idempotency-key",
                "i", "--reply-key", "r", "--metadata", "shop=7=8");

        assertThat(json.toString()).isEqualTo(
                "{\"id\":\"a-1\",\"destination\":\"payments\",\"operation\":\"write\",\"method\":\"PUT\",\"path\":\"/x\","
                        + "\"headers\":{\"X-A\":\"b:c\"},\"body\":\"hello\",\"orderingKey\":\"o\","
                        + "\"notBefore\":\"2026-01-31T12:10:00Z\",\"deadline\":\"2026-02-01T00:00:00Z\",\"timeoutMs\":2000,"
                        + "\"maxAttempts\":3,\"idempotencyKey\":\"i\",\"replyKey\":\"r\",\"metadata\":{\"shop\":\"7=8\"}}");
    }

    @Test
    void withoutAnIdItGetsOneOfItsOwn() {
        assertThat(json("-d", "a").get("id").textValue()).hasSize(36)
                .isNotEqualTo(json("-d", "a").get("id").textValue());
    }

    @Test
    void aBodyThatIsJsonIsSentAsWrittenAndNamedSo() {
        ObjectNode json = json("-d", "a", "--body", "{ \"amount\": 1.50 }");

        assertThat(json.get("body").textValue()).isEqualTo("{ \"amount\": 1.50 }");
        assertThat(json.at("/headers/Content-Type").textValue()).isEqualTo("application/json");
    }

    @Test
    void aContentTypeOfOnesOwnStays() {
        ObjectNode json = json("-d", "a", "--body", "[]", "--header", "content-type: application/x");

        assertThat(json.get("headers").toString()).isEqualTo("{\"content-type\":\"application/x\"}");
    }

    @Test
    void aFilesBytesThatAreNoTextAreSentAsTheyAre(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("image"), new byte[]{ (byte) 0xff, 0, 1 });

        assertThat(json("-d", "a", "--body", "@" + file).get("bodyBase64").asText()).isEqualTo("/wAB");
    }

    @Test
    void aFileThatIsMissingIsAUsageError() {
        assertThatThrownBy(() -> json("-d", "a", "--body", "@/no/such/file"))
                .hasMessage("--body: the file '/no/such/file' cannot be read: NoSuchFileException");
    }

    @Test
    void aHeaderWithoutAColonIsAUsageError() {
        assertThatThrownBy(() -> json("-d", "a", "--header", "X-A"))
                .hasMessage("--header: 'X-A' is not of the form NAME:VALUE");
    }

    @Test
    void aTimeThatIsNoneIsAUsageError() {
        assertThatThrownBy(() -> json("-d", "a", "--deadline", "soon"))
                .hasMessageContaining("'soon' is no time; write 2026-01-31T12:00:00Z, or how far from now");
    }
}
