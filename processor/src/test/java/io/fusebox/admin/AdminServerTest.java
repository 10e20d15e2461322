package io.fusebox.admin;

import static io.fusebox.board.BreakerStatuses.NOW;
import static io.fusebox.board.BreakerStatuses.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.board.Board;
import io.fusebox.board.BreakerStatuses;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdminServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final RunningServer server = new RunningServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsBreakersWithTheSickestFirst() throws Exception {
        // when
        JsonNode answer = server.getJson("/breakers");

        // then
        assertThat(answer.get("summary"))
                .isEqualTo(JSON.readTree("{\"total\":3,\"open\":1,\"half_open\":0,\"closed\":2}"));
        assertThat(answer.get("breakers").findValuesAsText("name")).containsExactly("payments", "payments/write",
                "search");
    }

    @Test
    void hasTheSameFieldsForEveryBreakerWhateverItsState() throws Exception {
        // when
        JsonNode breakers = server.getJson("/breakers").get("breakers");

        // then
        assertThat(breakers).allSatisfy(breaker -> assertThat(breaker.fieldNames()).toIterable()
                .containsExactlyElementsOf(() -> breakers.get(0).fieldNames()));
        assertThat(breakers.get(2).get("open_until").isNull()).isTrue();
    }

    @Test
    void computesTheTimeToTheNextProbeWhenItIsAsked() throws Exception {
        // given a status of an owner that has died meanwhile
        server.board(BreakerStatuses.board(breaker("payments").openUntil(NOW.minusSeconds(60))));

        // when
        JsonNode answer = server.getJson("/breakers/payments");

        // then
        assertThat(answer.get("next_probe_in").asDouble()).isZero();
    }

    @Test
    void findsTheBreakerOfAnOrigin() throws Exception {
        // given
        server.board(BreakerStatuses.board(breaker("https://example.com:443")));

        // when
        JsonNode answer = server.getJson("/breakers/https%3A%2F%2Fexample.com%3A443");

        // then
        assertThat(answer.get("destination").asText()).isEqualTo("https://example.com:443");
    }

    @Test
    void namesTheBreakerThatItDoesNotKnow() throws Exception {
        // when
        HttpResponse<String> answer = server.get("/breakers/pyaments");

        // then
        JsonNode problem = RunningServer.problem(answer, 404);
        assertThat(problem.get("detail").asText()).contains("'pyaments'").contains("/breakers");
    }

    @Test
    void isUnavailableWhileItIsNotAlive() throws Exception {
        // given
        server.health(new HealthSource() {
            @Override
            public Liveness liveness() {
                return new Liveness(false, "a stream thread has died");
            }

            @Override
            public Readiness readiness() {
                return SampleFleet.health().readiness();
            }
        });

        // when
        HttpResponse<String> answer = server.get("/livez");

        // then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(JSON.readTree("{\"status\":\"down\",\"reason\":\"a stream thread has died\"}"));
    }

    @Test
    void servesMetricsInPrometheusFormat() throws Exception {
        // when
        HttpResponse<String> answer = server.get("/metrics");

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).isEqualTo(SampleFleet.METRICS);
    }

    @Test
    void saysSinceWhenWhatItKnowsMayBeOld() throws Exception {
        // given
        server.board(new Board(SampleFleet.board().breakers(), Optional.of(NOW.minusSeconds(40))));

        // when, then
        for (String path : new String[]{ "/breakers", "/breakers/search", "/health/circuit-breakers" }) {
            assertThat(server.getJson(path).get("stale_since").asText()).isEqualTo("2026-01-31T11:59:20Z");
        }
        assertThat(server.getJson("/alerts").findValuesAsText("type")).contains("board_stale");
    }
}
