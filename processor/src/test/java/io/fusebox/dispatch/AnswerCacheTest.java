package io.fusebox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Call;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.dispatch.FallbackPolicy.CacheLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final CacheLimits LIMITS = new CacheLimits(Duration.ofMinutes(10), 2, 100);
    private static final Instant START = Scenario.START;

    private final InMemoryAnswers memory = new InMemoryAnswers();
    private final Policies policies = new Policies(1, Map.of("payments", policy()), Optional.empty());
    private final AnswerCache cache = new AnswerCache(memory, policies, START);

    private static DestinationPolicy policy() {
        Scenario scenario = new Scenario().destination("payments");
        FallbackChain chain = FallbackChain.of(new FallbackStep.Cache(), new FallbackStep.Queue());
        return scenario.policies.get("payments")
                .toBuilder()
                .fallback(new FallbackPolicy(chain, Map.of(), LIMITS))
                .build();
    }

    private static Call get(String path, String body, Map<String, String> headers) {
        Call call = Scenario.call("any");
        return new Call("any", "payments", call.operation(), "GET", Optional.of(path), call.url(), headers,
                Payload.ofText(body), call.orderingKey(), call.notBefore(), call.deadline(), call.timeout(),
                call.maxAttempts(), call.idempotencyKey(), call.replyKey(), call.metadata());
    }

    private static Call get(String path) {
        return get(path, "", Map.of());
    }

    private static Response answer(String body) {
        return new Response(200, Map.of("content-type", "text/plain"), Payload.ofText(body), false);
    }

    @Test
    void theLastAnswerIsFoundWithItsAge() {
        cache.keep(get("/a"), answer("old"), LIMITS, START);
        cache.keep(get("/a"), answer("new"), LIMITS, START.plusSeconds(5));

        assertThat(cache.find(get("/a"), LIMITS, START.plusSeconds(12))).contains(new Response(200,
                Map.of("content-type", "text/plain", "age", "7"), Payload.ofText("new"), false));
    }

    @Test
    void anAnswerThatIsTooOldIsNone() {
        cache.keep(get("/a"), answer("a"), LIMITS, START);

        assertThat(cache.find(get("/a"), LIMITS, START.plus(LIMITS.maxAge()))).isPresent();
        assertThat(cache.find(get("/a"), LIMITS, START.plus(LIMITS.maxAge()).plusMillis(1))).isEmpty();
    }

    @Test
    void aClockThatWasSetBackMakesNoAnswerYoungerThanNew() {
        cache.keep(get("/a"), answer("a"), LIMITS, START);

        assertThat(cache.find(get("/a"), LIMITS, START.minusSeconds(9)).orElseThrow().headers())
                .containsEntry("age", "0");
    }

    @Test
    void theOldestGivesWay() {
        cache.keep(get("/a"), answer("a"), LIMITS, START);
        cache.keep(get("/b"), answer("b"), LIMITS, START);
        cache.keep(get("/a"), answer("a"), LIMITS, START);
        cache.keep(get("/c"), answer("c"), LIMITS, START);

        assertThat(memory.rows).hasSize(2);
        assertThat(cache.find(get("/b"), LIMITS, START)).isEmpty();
        assertThat(cache.find(get("/a"), LIMITS, START)).isPresent();
    }

    @Test
    void whatIsLargeOrCutShortIsNotKept() {
        cache.keep(get("/a"), answer("a".repeat(101)), LIMITS, START);
        cache.keep(get("/b"), new Response(200, Map.of(), Payload.ofText("b"), true), LIMITS, START);

        assertThat(memory.rows).isEmpty();
    }

    @Test
    void requestsAreTheSameByMethodPathHeadersAndBody() {
        cache.keep(get("/a", "x", Map.of("Accept", "text/plain", "X-Request-Id", "1")), answer("a"), LIMITS, START);

        assertThat(cache.find(get("/a", "x", Map.of("accept", "text/plain", "traceparent", "2")), LIMITS, START))
                .isPresent();
        assertThat(cache.find(get("/a", "y", Map.of("Accept", "text/plain")), LIMITS, START)).isEmpty();
        assertThat(cache.find(get("/a", "x", Map.of("Accept", "text/html")), LIMITS, START)).isEmpty();
        assertThat(cache.find(get("/a", "x", Map.of("Accept", "text/plain", "Authorization", "me")), LIMITS, START))
                .isEmpty();
        assertThat(cache.find(get("/ax", "", Map.of("Accept", "text/plain")), LIMITS, START)).isEmpty();
    }

    @Test
    void aNewOwnerFindsWhatIsOfUseAndThrowsTheRestAway() {
        cache.keep(get("/a"), answer("a"), LIMITS, START);
        cache.keep(get("/b"), answer("b"), LIMITS, START.plusSeconds(60));
        Instant later = START.plus(LIMITS.maxAge()).plusSeconds(30);

        AnswerCache next = new AnswerCache(memory, policies, later);

        assertThat(memory.rows).hasSize(1);
        assertThat(next.find(get("/b"), LIMITS, later)).isPresent();
        next.keep(get("/c"), answer("c"), LIMITS, later);
        next.keep(get("/d"), answer("d"), LIMITS, later);
        assertThat(next.find(get("/b"), LIMITS, later)).isEmpty();
    }

    @Test
    void nothingIsLeftOfADestinationWithoutCache() {
        cache.keep(get("/a"), answer("a"), LIMITS, START);

        cache.change(new Policies(2, Map.of(), Optional.empty()));

        assertThat(memory.rows).isEmpty();
    }
}
