package io.fusebox.app;

import static io.fusebox.app.Terminal.TOPICS;
import static io.fusebox.board.BreakerStatuses.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.app.Terminal.Said;
import io.fusebox.board.BreakerStatuses;
import io.fusebox.breaker.BreakerState.Kind;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange.Cause;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.Totals;
import io.fusebox.breaker.WindowCounts;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.wire.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TerminalExtension.class)
class BreakerCommandsTest {
    private final Terminal terminal;
    private final Answerer answerer;

    BreakerCommandsTest(Terminal terminal) {
        this.terminal = terminal;
        answerer = terminal.answerer();
    }

    @Test
    void eventsShowHowABreakerChanged() throws Exception {
        BreakerStatus status = ailing().status();
        answerer.produce(TOPICS.breakerEvents(), "ailing",
                answerer.codecs(false).encodeEvent(status.stateChanges().getFirst(), "pod-1/0_3"));

        Said table = terminal.run("events", "--no-follow", "--breaker", "ailing");
        Said json = terminal.run("events", "--no-follow", "-d", "ailing", "--json");

        assertThat(table.out()).containsPattern(
                "(?m)^2026-01-31T11:59:55.000Z +ailing +closed -> open +FAILURE_RATE +75 % +2026-01-31T12:00:30.000Z +pod-1/0_3$");
        assertThat(json.json()).singleElement()
                .satisfies(event -> assertThat(event.path("to").textValue()).isEqualTo("open"));
    }

    @Test
    void breakersAreReadFromTheirStatuses() throws Exception {
        answerer.produce(TOPICS.breakerStatus(), "ailing", answerer.codecs(false).encodeStatus(ailing().status()));
        answerer.produce(TOPICS.breakerStatus(), "well", answerer.codecs(false).encodeStatus(breaker("well").status()));

        Said list = terminal.run("breakers", "list");
        Said json = terminal.run("breakers", "list", "--json");
        Said show = terminal.run("breakers", "show", "ailing");
        Said unknown = terminal.run("breakers", "show", "nobody");

        assertThat(list.out()).startsWith("2 breakers: 1 open, 0 half-open, 1 closed\n")
                .containsPattern("(?s)\nailing +open .*\nwell +closed ");
        assertThat(json.json()).singleElement()
                .satisfies(board -> assertThat(board.at("/breakers/0/name").textValue()).isEqualTo("ailing"));
        assertThat(show.out()).contains("last failure   2026-01-31T11:59:55Z 503");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err())
                .isEqualTo("fusebox breakers show: there is no breaker 'nobody': 'fusebox breakers list' shows them\n");
    }

    @Test
    void aBreakerIsTurnedByHand() throws Exception {
        givenBreaker("well");
        CompletableFuture<Said> command = CompletableFuture.supplyAsync(
                () -> terminal.run("breakers", "force-open", "well", "--by", "alice", "--reason", "maintenance"));

        Command given = whenGiven("well", Command.Action.FORCE_OPEN);
        whenAnswered(new StateChange(BreakerName.of("well"), 1, Kind.CLOSED, Kind.FORCED_OPEN, Cause.OPERATOR,
                Instant.now(), Optional.empty(), 0, WindowCounts.NONE, Totals.NONE, Optional.empty(), false,
                Optional.of(((Command.Operate) given).operator())));

        assertThat(given).isInstanceOfSatisfying(Command.Operate.class, operate -> {
            assertThat(operate.action()).isEqualTo(Command.Action.FORCE_OPEN);
            assertThat(operate.breaker()).isEqualTo(BreakerName.of("well"));
            assertThat(operate.operator().describe()).isEqualTo("alice (maintenance)");
        });
        assertThat(command.get().out())
                .isEqualTo("well: force-open; the breaker is forced_open (was closed), says pod-1/0_3\n");
        assertThat(command.get().status()).isZero();
    }

    @Test
    void saysWhereNobodyObeys() throws Exception {
        givenBreaker("well");

        Said said = terminal.run("breakers", "reset", "well", "--timeout", "500ms");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).startsWith("no owner has answered for well within 500ms");
    }

    @Test
    void turnsOnlyBreakersThatAreThere() {
        Said said = terminal.run("breakers", "release", "nobody");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEqualTo(
                "fusebox breakers release: there is no breaker 'nobody': 'fusebox breakers list' shows them\n");
    }

    @Test
    void wantsToKnowWhichBreaker() {
        assertThat(terminal.run("breakers", "reset").err()).startsWith("Which breaker?");
        assertThat(terminal.run("breakers", "reset", "--all", "a").err())
                .startsWith("--all, and names: which of them?");
    }

    private void givenBreaker(String name) throws Exception {
        answerer.produce(TOPICS.breakerStatus(), name, answerer.codecs(false).encodeStatus(breaker(name).status()));
    }

    private Command whenGiven(String destination, Command.Action action) {
        return Awaitility.await()
                .until(() -> terminal.recordsOf(TOPICS.commands(), destination)
                        .stream()
                        .map(record -> answerer.codecs(false).decodeCommand(record.value()))
                        .flatMap(decoded -> decoded instanceof Decoded.Read<Command>(Command.Operate operate)
                                && operate.action() == action ? Stream.of(operate) : Stream.empty())
                        .findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private void whenAnswered(StateChange change) throws Exception {
        answerer.produce(TOPICS.breakerEvents(), change.breaker().toString(),
                answerer.codecs(false).encodeEvent(change, "pod-1/0_3"));
    }

    private static BreakerStatuses ailing() {
        Instant now = BreakerStatuses.NOW;
        return breaker("ailing").window(20, 15, Duration.ofMillis(1200))
                .openUntil(now.plusSeconds(30))
                .failedLast(now.minusSeconds(5), "503", "the destination answered 503")
                .changed(Kind.OPEN, Cause.FAILURE_RATE, now.minusSeconds(5));
    }
}
