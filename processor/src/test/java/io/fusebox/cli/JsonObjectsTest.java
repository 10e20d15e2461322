package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.cli.JsonObjects.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonObjectsTest {

    private static List<String> slices(String input) {
        return read(input).stream().map(slice -> new String(slice.bytes().bytes(), StandardCharsets.UTF_8)).toList();
    }

    private static List<Slice> read(String input) {
        JsonObjects objects = new JsonObjects(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        List<Slice> found = new ArrayList<>();
        try {
            for (Optional<Slice> slice = objects.next(); slice.isPresent(); slice = objects.next()) {
                found.add(slice.get());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    @Test
    void oneALine() {
        assertThat(slices("{\"id\":\"a\"}\n\n{\"id\":\"b\"}\n")).containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\"}");
    }

    @Test
    void oneOverSeveralLines() {
        String pretty = "{\n  \"id\": \"a\",\n  \"body\": { \"list\": [1, {}] }\n}";

        assertThat(slices(pretty + "\n")).containsExactly(pretty);
    }

    @Test
    void anArray() {
        assertThat(slices("[ {\"id\":\"a\"},\n {\"id\":\"b\"} ]")).containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\"}");
    }

    @Test
    void bracesAndQuotesInTextsAreText() {
        String tricky = "{\"id\":\"} \\\" { \\\\\",\"path\":\"grüße\"}";

        assertThat(slices(tricky + tricky)).containsExactly(tricky, tricky);
    }

    @Test
    void anObjectThatLacksAQuoteDoesNotTakeTheNextLineWithIt() {
        assertThat(slices("{\"id\":\"a}\n{\"id\":\"b\"}")).containsExactly("{\"id\":\"a}", "{\"id\":\"b\"}");
    }

    @Test
    void anObjectThatDoesNotEndIsHandedOnAsItIs() {
        assertThat(slices("{\"id\":\"a\"")).containsExactly("{\"id\":\"a\"");
    }

    @Test
    void eachKnowsItsLine() {
        assertThat(read("{}\n\n{\n}\n{}")).extracting(Slice::line).containsExactly(1, 3, 5);
    }

    @Test
    void nothingIsNothing() {
        assertThat(read(" \n")).isEmpty();
    }

    @Test
    void whatIsNoObjectIsToldWithItsLine() {
        assertThatThrownBy(() -> read("{}\nid=a"))
                .hasMessage("line 2: a call is a JSON object and begins with '{', but here stands 'i'");
    }
}
