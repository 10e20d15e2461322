package io.fusebox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.board.BreakerStatuses;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Command.Task;
import io.fusebox.call.Command;
import io.fusebox.call.Operator;
import io.fusebox.call.Origin;
import io.fusebox.call.ParkReason;
import io.fusebox.call.ParkedFilter;
import io.fusebox.call.Secret;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators turn breakers over HTTP, if they know the token. */
@Timeout(30)
class CommandRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Optional<String> TOKEN = Optional.of("t0ken");

    private final List<Command> given = new CopyOnWriteArrayList<>();
    private RunningServer server = new RunningServer(TOKEN.map(Secret::new));

    @BeforeEach
    void commandsAreTaken() {
        server.desk(command -> {
            given.add(command);
            return CompletableFuture.completedFuture(new Origin("fusebox.commands", 3, 40L + given.size()));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({ "reset, RESET", "force-open, FORCE_OPEN", "force-closed, FORCE_CLOSED", "release, RELEASE" })
    void writesACommandForTheBreaker(String path, Command.Action action) throws Exception {
        HttpResponse<String> answer = server.post("/breakers/payments%2Fwrite/" + path, TOKEN,
                "{\"by\": \"alice\", \"reason\": \"maintenance\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(given).containsExactly(new Command.Operate(action, BreakerName.of("payments", "write"),
                new Operator(Optional.of("alice"), Optional.of("maintenance")), BreakerStatuses.NOW));
        JsonNode command = JSON.readTree(answer.body()).at("/commands/0");
        assertThat(command.path("command").asText()).isEqualTo(path);
        assertThat(command.path("breaker").asText()).isEqualTo("payments/write");
        assertThat(command.path("topic").asText()).isEqualTo("fusebox.commands");
        assertThat(command.path("partition").asInt()).isEqualTo(3);
        assertThat(command.path("offset").asLong()).isEqualTo(41);
    }

    @Test
    void resetsAllBreakers() throws Exception {
        HttpResponse<String> answer = server.post("/breakers/reset", TOKEN, "");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(given).hasSameSizeAs(SampleFleet.board().breakers().keySet())
                .allSatisfy(command -> assertThat(((Command.Operate) command).operator()).isEqualTo(Operator.UNNAMED));
    }

    @Test
    void pausesADestinationForAWhile() throws Exception {
        HttpResponse<String> answer = server.post("/destinations/payments/pause?seconds=1800", TOKEN,
                "{\"by\":\"alice\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(given).containsExactly(
                new Command.Manage(new Task.Suspend(Optional.of(Duration.ofMinutes(30))), "payments",
                        new Operator(Optional.of("alice"), Optional.empty()), BreakerStatuses.NOW));
        assertThat(JSON.readTree(answer.body()).at("/commands/0/command").asText()).isEqualTo("pause");
    }

    @Test
    void resumesADestination() throws Exception {
        assertThat(server.post("/destinations/payments/resume", TOKEN, "").statusCode()).isEqualTo(202);

        assertThat(given).containsExactly(
                new Command.Manage(new Task.Resume(), "payments", Operator.UNNAMED, BreakerStatuses.NOW));
    }

    @Test
    void pausesOnlyWhatIsThereAndForATime() throws Exception {
        assertThat(RunningServer.problem(server.post("/destinations/nobody/pause", TOKEN, ""), 404)
                .path("detail")
                .asText())
                .startsWith("there is no destination 'nobody'");
        assertThat(RunningServer.problem(server.post("/destinations/payments/pause?seconds=1h", TOKEN, ""), 400)
                .path("detail")
                .asText()).isEqualTo("'seconds' is '1h'; a whole number from 1 is expected");
        assertThat(given).isEmpty();
    }

    @Test
    void drainsParkedCallsOfADestination() throws Exception {
        assertThat(server.post("/destinations/payments/drain-now", TOKEN, "").statusCode()).isEqualTo(202);
        assertThat(server.post("/destinations/payments/drain-now?operation=write&scheduled=true", TOKEN, "")
                .statusCode()).isEqualTo(202);

        assertThat(given).containsExactly(
                manage(new Task.DrainNow(Optional.empty(), false)),
                manage(new Task.DrainNow(Optional.of("write"), true)));
    }

    @Test
    void cancelsTheParkedCallsThatAreMeant() throws Exception {
        assertThat(server.post("/destinations/payments/cancel", TOKEN, "").statusCode()).isEqualTo(202);
        assertThat(server.post(
                "/destinations/payments/cancel?operation=write&id=a%20b&id=c&reason-parked=retry&older-than=3600",
                TOKEN, "").statusCode()).isEqualTo(202);

        assertThat(given).containsExactly(manage(new Task.Cancel(ParkedFilter.ALL)),
                manage(new Task.Cancel(
                        new ParkedFilter(Optional.of("write"), Set.of("a b", "c"), Optional.of(ParkReason.RETRY),
                                Optional.of(BreakerStatuses.NOW.minus(Duration.ofHours(1)))))));
    }

    private static Command manage(Task task) {
        return new Command.Manage(task, "payments", Operator.UNNAMED, BreakerStatuses.NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cancel?ids=a               | 'ids' is not expected in the query; what may be there: operation, id, reason-parked, older-than
            cancel?older-than=1h       | 'older-than' is '1h'; a whole number from 1 is expected
            cancel?reason-parked=late  | 'reason-parked' is 'late'; one of rejected, retry, scheduled
            cancel?operation=a&operation=b | 'operation' is there 2 times; it is expected once
            drain-now?scheduled=yes    | 'scheduled' is 'yes'; true or false is expected
            resume?seconds=5           | 'seconds' is not expected in the query; nothing is
            pause?second=5             | 'second' is not expected in the query; what may be there: seconds
            """, quoteCharacter = '`')
    void takesNoOrderWhoseQueryItDoesNotUnderstand(String order, String detail) throws Exception {
        JsonNode problem = RunningServer.problem(server.post("/destinations/payments/" + order, TOKEN, ""), 400);

        assertThat(problem.path("detail").asText()).startsWith(detail);
        assertThat(given).isEmpty();
    }

    @Test
    void letsNobodyChangeAnythingWithoutAToken() throws Exception {
        server.close();
        server = new RunningServer();
        commandsAreTaken();

        JsonNode problem = RunningServer.problem(server.post("/breakers/payments/reset", TOKEN, ""), 403);

        assertThat(problem.path("detail").asText()).isEqualTo(
                "nothing can be changed here: no http.token is configured; set one, such as env:FUSEBOX_TOKEN");
        assertThat(given).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "t0keN", "t0ken1", "Bearer t0ken" })
    void refusesAnotherToken(String token) throws Exception {
        HttpResponse<String> answer = server.post("/breakers/payments/reset",
                token.isEmpty() ? Optional.empty() : Optional.of(token), "");

        assertThat(RunningServer.problem(answer, 401).path("detail").asText()).contains("http.token")
                .doesNotContain(TOKEN.orElseThrow());
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"fusebox\"");
        assertThat(given).isEmpty();
    }

    @Test
    void namesABreakerThatIsNotThere() throws Exception {
        JsonNode problem = RunningServer.problem(server.post("/breakers/nobody/reset", TOKEN, ""), 404);

        assertThat(problem.path("detail").asText()).startsWith("there is no breaker 'nobody'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reason    | the body is no JSON
            []        | the body is no JSON object
            {"why":1} | 'why' is not expected in the body; 'by' and 'reason' are, as text
            {"by":1}  | 'by' is not expected in the body
            """, quoteCharacter = '`')
    void refusesABodyThatItDoesNotUnderstand(String body, String detail) throws Exception {
        JsonNode problem = RunningServer.problem(server.post("/breakers/payments/reset", TOKEN, body), 400);

        assertThat(problem.path("detail").asText()).startsWith(detail);
        assertThat(given).isEmpty();
    }

    @Test
    void takesNoLargeBody() throws Exception {
        HttpResponse<String> answer = server.post("/breakers/payments/reset", TOKEN, " ".repeat(20_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(given).isEmpty();
    }

    @Test
    void saysWhereTheBrokersDoNotTakeTheCommand() throws Exception {
        server.desk(_ -> CompletableFuture.failedFuture(new IllegalStateException("no broker")));

        JsonNode problem = RunningServer.problem(server.post("/breakers/payments/reset", TOKEN, ""), 503);

        assertThat(problem.path("detail").asText()).startsWith("the brokers have not taken the command");
    }
}
