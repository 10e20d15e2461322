package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.DeadLetterReason;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.BadInput.Expected;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that anybody writes stops a partition, and what comes of it is told in words that help. */
class BadInputTest extends FuseboxSpec {
    private static final Path PAGE = Path.of("../processor/docs/bad-input.md");
    /** For the page: the registry of a test has a port of its own. */
    private static final String REGISTRY = "http://localhost:8081";

    /** What came out since the record went in. */
    private record Outcome(List<CallResult> results, List<DeadLetter> deadLetters) {
        boolean isEmpty() {
            return results.isEmpty() && deadLetters.isEmpty();
        }
    }

    @BeforeEach
    void givenADestination() {
        givenDestination("payments");
        givenFuseboxRuns();
    }

    static Map<String, List<BadInput>> sections() {
        Map<String, List<BadInput>> sections = new LinkedHashMap<>();
        sections.put("Records that cannot be read", UnreadableRecords.asBytes());
        sections.put("JSON that cannot be read", UnreadableRecords.asJson());
        sections.put("Destinations", ImpossibleCalls.ofDestinations());
        sections.put("Paths and URLs", ImpossibleCalls.ofTargets());
        sections.put("Methods and headers", ImpossibleCalls.ofHeads());
        sections.put("Sizes and times", ImpossibleCalls.ofSizesAndTimes());
        sections.put("Odd, and yet a call", OddRecords.thatAreCalls());
        sections.put("On `fusebox.retry`", OddRecords.onRetry());
        sections.put("On `fusebox.commands`", OddRecords.onCommands());
        return sections;
    }

    static Stream<BadInput> all() {
        return sections().values().stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesToItsEndAndTheNextRecordIsProcessed(BadInput bad) {
        Input record = bad.record().apply(world().producer());

        Outcome outcome = outcomeOf(bad, record);

        assertThat(page()).contains(bad.row(textOf(outcome)));
        switch (bad.expected()) {
            case Expected.DeadLetter(DeadLetterReason reason) -> isBuried(record, outcome, reason);
            case Expected.Ended(ResultStatus status, String problem) -> isEnded(outcome, status, problem);
            case Expected.Made() -> {
                assertThat(outcome.results()).extracting(CallResult::getStatus).containsExactly(ResultStatus.SUCCEEDED);
                assertThat(outcome.deadLetters()).isEmpty();
            }
            case Expected.Nothing() -> assertThat(outcome.isEmpty()).isTrue();
        }
        whenCallsArrive("next");
        thenCall("next").hasSucceeded();
    }

    private static void isBuried(Input record, Outcome outcome, DeadLetterReason reason) {
        assertThat(outcome.results()).isEmpty();
        assertThat(outcome.deadLetters()).hasSize(1);
        DeadLetter letter = outcome.deadLetters().getFirst();
        assertThat(letter.getReason()).isEqualTo(reason);
        assertThat(letter.getDelivery()).isEmpty();
        assertThat(letter.getSource().getTopic()).isEqualTo(record.topic());
        var raw = letter.getRaw().orElseThrow();
        boolean fits = size(record.key()) + size(record.value()) < 1_000_000;
        assertThat(letter.getBodyOmitted()).isEqualTo(!fits);
        assertThat(raw.getValue()).isEqualTo(record.value().filter(_ -> fits).map(ByteBuffer::wrap));
        assertThat(raw.getKey())
                .isEqualTo(record.key().filter(_ -> size(record.key()) < 1_000_000).map(ByteBuffer::wrap));
    }

    private static int size(Optional<byte[]> bytes) {
        return bytes.map(its -> its.length).orElse(0);
    }

    private static void isEnded(Outcome outcome, ResultStatus status, String problem) {
        assertThat(outcome.results()).extracting(CallResult::getStatus).containsExactly(status);
        assertThat(outcome.results().getFirst().getProblem().orElseThrow().getType())
                .isEqualTo("urn:fusebox:problem:" + problem);
        assertThat(outcome.deadLetters()).extracting(DeadLetter::getReason)
                .containsExactly(DeadLetterReason.valueOf(status.name()));
        assertThat(outcome.deadLetters().getFirst().getProblem()).isEqualTo(outcome.results().getFirst().getProblem());
    }

    @Test
    void neverStopsAPartitionHoweverMuchOfItThereIs() {
        Map<String, Integer> expected = new HashMap<>();
        int number = 0;
        for (BadInput bad : all().toList()) {
            outcomeOf(bad, bad.record().apply(world().producer()));
            reasonOf(bad.expected()).ifPresent(reason -> expected.merge(reason, 1, Integer::sum));
            whenCallsArrive("good-" + ++number);
        }

        Map<String, Integer> counted = new HashMap<>();
        deadLetters().forEach(letter -> counted.merge(letter.getReason().name(), 1, Integer::sum));
        assertThat(counted).isEqualTo(expected);
        assertThat(statuses()).filteredOn(status -> status.matches("good-\\d+ SUCCEEDED")).hasSize(number);
        assertThat(statuses()).filteredOn(status -> !status.endsWith(" SUCCEEDED"))
                .hasSize(expected.values().stream().mapToInt(it -> it).sum() - expected.get("MALFORMED"));
        thenBreaker("payments").isClosed();
        assertThat(world().journal().largestRecord()).isLessThanOrEqualTo(World.LARGEST_RECORD);
        assertThat(world().journal().rowsOf("ledger")).isZero();
        assertThat(world().journal().rowsOf("parking")).isZero();
    }

    private static Optional<String> reasonOf(Expected expected) {
        return switch (expected) {
            case Expected.DeadLetter(DeadLetterReason reason) -> Optional.of(reason.name());
            case Expected.Ended(ResultStatus status, var _) -> Optional.of(status.name());
            case Expected.Made(),Expected.Nothing() -> Optional.empty();
        };
    }

    @Test
    void standsOnThePageAsItComesOutAndNothingElseDoes() throws IOException {
        List<String> tables = new ArrayList<>();
        sections().forEach((title, cases) -> {
            tables.addAll(List.of("## " + title, "", "| the record | comes out | text |", "|---|---|---|"));
            cases.forEach(bad -> tables.add(bad.row(textOf(outcomeOf(bad, bad.record().apply(world().producer()))))));
            tables.add("");
        });

        Files.write(Path.of("target/bad-input-tables.md"), tables);
        List<String> page = page().lines().dropWhile(line -> !line.startsWith("## ")).toList();
        assertThat(page).as("what really comes out lies in target/bad-input-tables.md")
                .isEqualTo(tables.subList(0, tables.size() - 1));
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome outcomeOf(BadInput bad, Input record) {
        int results = results().size();
        int letters = deadLetters().size();
        whenArrives(record);
        if (!(bad.expected() instanceof Expected.Nothing)) {
            world().passUntil("an end", () -> results().size() + deadLetters().size() > results + letters);
        }
        return new Outcome(results().subList(results, results().size()),
                deadLetters().subList(letters, deadLetters().size()));
    }

    private String textOf(Outcome outcome) {
        String text = outcome.deadLetters().isEmpty() ? "" : outcome.deadLetters().getFirst().getDetail();
        return text.replace(world().registry().url().toString(), REGISTRY);
    }
}
