package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.dispatch.FallbackStep;
import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultSource;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.GivenDestination;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table in {@code processor/docs/destinations.md}, cell by cell: what becomes of a call that its destination does not answer. */
class FallbackTableTest extends FuseboxSpec {
    private static final Response DEFAULT = new Response(203, Map.of("x-from", "file"), Payload.ofText("by default"),
            false);

    /** How the backup does. */
    enum Backup {
        ANSWERS, FAILS, REFUSES, OPEN, PAUSED, GONE, SILENT_ONCE;

        boolean isConfigured() {
            return this != GONE;
        }
    }

    /** Why the destination gives no answer to the call {@code late}. */
    enum Trigger {
        OPEN, HALF_OPEN, PAUSED, DUE, EXHAUSTED, SENT_ONCE, PERMANENT, EXPIRED, UNKNOWN
    }

    @ParameterizedTest(name = "{0}: {1} ({2}) is {3} by {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # trigger | chain                     | backup      | status    | source  | problem         | attempts | state     | parked
            OPEN      | cache-hit queue           | GONE        | FALLBACK  | CACHE   | circuit-open    | 0        | open      | 0
            OPEN      | cache-miss queue          | GONE        | waits     |         |                 |          |           | 1
            OPEN      | cache-old fail            | GONE        | REJECTED  | NONE    | circuit-open    | 0        | open      | 0
            OPEN      | backup queue              | ANSWERS     | FALLBACK  | BACKUP  | circuit-open    | 1        | open      | 1
            OPEN      | backup queue              | FAILS       | waits     |         |                 |          |           | 3
            OPEN      | backup fail               | FAILS       | REJECTED  | NONE    | circuit-open    | 1        | open      | 2
            OPEN      | backup default            | REFUSES     | FALLBACK  | DEFAULT | circuit-open    | 1        | open      | 2
            OPEN      | backup default            | OPEN        | FALLBACK  | DEFAULT | circuit-open    | 0        | open      | 2
            OPEN      | backup default            | PAUSED      | FALLBACK  | DEFAULT | circuit-open    | 0        | open      | 2
            OPEN      | backup queue              | GONE        | waits     |         |                 |          |           | 3
            OPEN      | backup cache-hit queue    | FAILS       | FALLBACK  | CACHE   | circuit-open    | 1        | open      | 2
            OPEN      | backup default            | SILENT_ONCE | FALLBACK  | DEFAULT | circuit-open    | 1        | open      | 2
            OPEN      | default queue             | GONE        | FALLBACK  | DEFAULT | circuit-open    | 0        | open      | 0
            OPEN      | queue                     | GONE        | waits     |         |                 |          |           | 1
            OPEN      | fail                      | GONE        | REJECTED  | NONE    | circuit-open    | 0        | open      | 0
            HALF_OPEN | cache-hit queue           | GONE        | FALLBACK  | CACHE   | circuit-open    | 0        | half_open | 0
            HALF_OPEN | backup queue              | ANSWERS     | FALLBACK  | BACKUP  | circuit-open    | 1        | half_open | 1
            HALF_OPEN | default                   | GONE        | FALLBACK  | DEFAULT | circuit-open    | 0        | half_open | 0
            HALF_OPEN | queue                     | GONE        | waits     |         |                 |          |           | 1
            HALF_OPEN | fail                      | GONE        | REJECTED  | NONE    | circuit-open    | 0        | half_open | 0
            PAUSED    | cache-hit queue           | GONE        | FALLBACK  | CACHE   | paused          | 0        | closed    | 0
            PAUSED    | backup queue              | ANSWERS     | FALLBACK  | BACKUP  | paused          | 1        | closed    | 1
            PAUSED    | backup fail               | FAILS       | REJECTED  | NONE    | paused          | 1        | closed    | 2
            PAUSED    | default                   | GONE        | FALLBACK  | DEFAULT | paused          | 0        | closed    | 0
            PAUSED    | queue                     | GONE        | waits     |         |                 |          |           | 1
            PAUSED    | fail                      | GONE        | REJECTED  | NONE    | paused          | 0        | closed    | 0
            DUE       | cache-hit queue           | GONE        | FALLBACK  | CACHE   | circuit-open    | 1        | open      | 1
            DUE       | cache-miss queue          | GONE        | waits     |         |                 |          |           | 1
            DUE       | backup queue              | ANSWERS     | FALLBACK  | BACKUP  | circuit-open    | 2        | open      | 2
            DUE       | backup queue              | FAILS       | waits     |         |                 |          |           | 4
            DUE       | default                   | GONE        | FALLBACK  | DEFAULT | circuit-open    | 1        | open      | 1
            DUE       | queue                     | GONE        | waits     |         |                 |          |           | 1
            DUE       | fail                      | GONE        | REJECTED  | NONE    | circuit-open    | 1        | open      | 1
            EXHAUSTED | cache-hit queue           | GONE        | FALLBACK  | CACHE   | exhausted       | 1        | closed    | 0
            EXHAUSTED | cache-miss queue          | GONE        | EXHAUSTED | DESTINATION | exhausted   | 1        | closed    | 0
            EXHAUSTED | backup queue              | ANSWERS     | FALLBACK  | BACKUP  | exhausted       | 2        | closed    | 1
            EXHAUSTED | backup queue              | FAILS       | EXHAUSTED | NONE    | exhausted       | 2        | closed    | 2
            EXHAUSTED | backup default            | REFUSES     | FALLBACK  | DEFAULT | exhausted       | 2        | closed    | 2
            EXHAUSTED | backup fail               | OPEN        | EXHAUSTED | NONE    | exhausted       | 1        | closed    | 2
            EXHAUSTED | backup fail               | GONE        | EXHAUSTED | NONE    | exhausted       | 1        | closed    | 2
            EXHAUSTED | default                   | GONE        | FALLBACK  | DEFAULT | exhausted       | 1        | closed    | 0
            EXHAUSTED | queue                     | GONE        | EXHAUSTED | DESTINATION | exhausted   | 1        | closed    | 0
            EXHAUSTED | fail                      | GONE        | EXHAUSTED | DESTINATION | exhausted   | 1        | closed    | 0
            SENT_ONCE | cache-hit queue           | GONE        | FALLBACK  | CACHE   | exhausted       | 1        | closed    | 0
            SENT_ONCE | backup default            | ANSWERS     | FALLBACK  | DEFAULT | exhausted       | 1        | closed    | 0
            SENT_ONCE | backup queue              | ANSWERS     | EXHAUSTED | DESTINATION | exhausted   | 1        | closed    | 0
            PERMANENT | cache-hit default         | GONE        | FAILED    | DESTINATION | http-status | 1        | closed    | 0
            EXPIRED   | cache-hit default         | GONE        | EXPIRED   | NONE    | expired         | 0        | closed    | 0
            UNKNOWN   | cache-hit default         | GONE        | UNKNOWN   | NONE    | unknown-outcome | 1        | closed    | 0
            """)
    void cell(Trigger trigger, String chain, Backup backup, String status, ResultSource source, String problem,
            Integer attempts, String state, int parked) {
        List<String> steps = Arrays.asList(chain.split(" "));
        GivenDestination payments = givenDestination("payments")
                .withFallback(steps.stream().map(FallbackTableTest::step).toArray(FallbackStep[]::new));
        configure(trigger, payments);
        givenBackup(backup);
        givenDestination("payments");
        givenAnswersInCache(steps);

        given(trigger, payments);
        whenArrives(late(trigger));
        whenTold(trigger, backup);

        thenCall("late").wasParked(parked);
        if (status.equals("waits")) {
            thenCall("late").hasNoResultYet();
            return;
        }
        ResultStatus expected = ResultStatus.valueOf(status);
        thenCall("late").is(expected).afterAttempts(attempts);
        CallResult result = resultOf("late");
        assertThat(result.getSource()).isEqualTo(source);
        assertThat(result.getProblem().orElseThrow().getType()).isEqualTo("urn:fusebox:problem:" + problem);
        assertThat(result.getDestination()).isEqualTo("payments");
        assertThat(result.getBreakerState()).contains(state);
        switch (expected) {
            case EXHAUSTED, FAILED, EXPIRED, UNKNOWN -> thenCall("late").isDead(expected);
            case FALLBACK -> thenAnswered(result, source);
            case REJECTED -> thenCall("late").isNoDeadLetter();
            case SUCCEEDED, CANCELLED, DEFERRED, OTHER -> throw new AssertionError(expected);
        }
    }

    private static FallbackStep step(String word) {
        return switch (word) {
            case "cache-hit", "cache-miss", "cache-old" -> new FallbackStep.Cache();
            case "backup" -> new FallbackStep.Backup("payments-eu");
            case "default" -> new FallbackStep.Default(DEFAULT);
            case "queue" -> new FallbackStep.Queue();
            case "fail" -> new FallbackStep.Fail();
            default -> throw new IllegalArgumentException(word);
        };
    }

    private void givenBackup(Backup backup) {
        if (!backup.isConfigured()) {
            return;
        }
        GivenDestination eu = givenDestination("payments-eu").withMaxAttempts(1).answering(201);
        switch (backup) {
            case ANSWERS, GONE -> {
            }
            case FAILS -> eu.withoutBreaker().failing();
            case REFUSES -> eu.withoutBreaker().answering(404);
            case OPEN -> {
                eu.failing();
                whenCallsArrive(5);
            }
            case PAUSED -> {
                eu.askingFirstToBeLeftAloneFor(seconds(3_000));
                whenCallsArrive("eu");
            }
            case SILENT_ONCE -> eu.withoutBreaker().thatIsNotIdempotent().failing(FailureKind.RESET);
        }
    }

    private static void configure(Trigger trigger, GivenDestination payments) {
        switch (trigger) {
            case OPEN, HALF_OPEN -> payments.withMaxAttempts(1);
            case SENT_ONCE, UNKNOWN -> payments.thatIsNotIdempotent();
            case PAUSED, DUE, EXHAUSTED, PERMANENT, EXPIRED -> {
            }
        }
    }

    private void givenAnswersInCache(List<String> steps) {
        if (steps.contains("cache-hit") || steps.contains("cache-old")) {
            whenCallsArrive("earlier");
            whenTimePasses(steps.contains("cache-old") ? minutes(11) : seconds(7));
        }
    }

    private void given(Trigger trigger, GivenDestination payments) {
        switch (trigger) {
            case OPEN -> {
                payments.failing();
                whenCallsArrive(5);
            }
            case HALF_OPEN -> {
                payments.failing();
                whenCallsArrive(5);
                whenTimePasses(seconds(61));
                payments.hanging();
                whenCallsArrive(3);
            }
            case PAUSED -> {
                payments.askingFirstToBeLeftAloneFor(seconds(3_000));
                whenArrives(call("first").setMaxAttempts(1));
            }
            case DUE, EXHAUSTED, SENT_ONCE -> payments.failing();
            case PERMANENT -> payments.answering(404);
            case EXPIRED -> {
            }
            case UNKNOWN -> payments.failing(FailureKind.RESET);
        }
    }

    private CallRequest.Builder late(Trigger trigger) {
        CallRequest.Builder late = call("late");
        return switch (trigger) {
            case EXHAUSTED -> late.setMaxAttempts(1);
            case EXPIRED -> late.setDeadline(now().minusSeconds(1));
            case OPEN, HALF_OPEN, PAUSED, DUE, SENT_ONCE, PERMANENT, UNKNOWN -> late;
        };
    }

    /** Each is told at once, but for a call that has to come due, or to be committed, first. */
    private void whenTold(Trigger trigger, Backup backup) {
        if (backup == Backup.SILENT_ONCE) {
            whenTimePasses(ms(20));
        }
        switch (trigger) {
            case DUE -> {
                for (int i = 0; i < 4; i++) {
                    whenArrives(call("other" + i).setMaxAttempts(1));
                }
                whenTimePasses(seconds(2));
            }
            case SENT_ONCE, UNKNOWN -> whenTimePasses(ms(20));
            case OPEN, HALF_OPEN, PAUSED, EXHAUSTED, PERMANENT, EXPIRED -> {
            }
        }
    }

    private void thenAnswered(CallResult result, ResultSource source) {
        thenCall("late").isNoDeadLetter();
        switch (source) {
            case CACHE -> {
                assertThat(result.getHttpStatus()).contains(200);
                assertThat(Integer.parseInt(result.getHeaders().get("age"))).isBetween(6, 70);
            }
            case BACKUP -> assertThat(result.getHttpStatus()).contains(201);
            case DEFAULT -> {
                assertThat(result.getHttpStatus()).contains(203);
                assertThat(result.getHeaders()).containsEntry("x-from", "file");
                assertThat(result.getBody().map(StandardCharsets.UTF_8::decode)).contains(
                        StandardCharsets.UTF_8.decode(StandardCharsets.UTF_8.encode("by default")));
            }
            case DESTINATION, NONE, OTHER -> throw new AssertionError(source);
        }
    }
}
