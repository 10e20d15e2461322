package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.BreakerEvent;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that any pod is given is obeyed by the one that owns the breaker. */
@RealKafka
class OperatorTest {
    private static final String TOKEN = "t0ken";
    private static final Duration ALL = Duration.ofSeconds(60);

    @Test
    void anyPodTakesACommandForTheOwner(World world, @TempDir Path directory) throws Exception {
        HttpStub stub = world.destination("guarded").answersIn(Duration.ofMillis(5));
        world.set("http.token", "file:" + Files.writeString(directory.resolve("token"), TOKEN));
        List<Pod> pods = world.startedPods(2);
        TopicLog<BreakerEvent> events = world.events();
        for (Pod pod : pods) {
            Awaitility.await("the breaker is on the board")
                    .atMost(ALL)
                    .until(() -> pod.get("/breakers/guarded").statusCode() == 200);
        }

        for (Pod pod : pods) {
            HttpResponse<String> forced = pod.post("/breakers/guarded/force-open", TOKEN,
                    "{\"by\": \"alice\", \"reason\": \"test\"}");
            assertThat(forced.statusCode()).as(forced.body()).isEqualTo(202);
        }
        events.await(2, ALL);
        world.application().call("a", "guarded").get();
        Awaitility.await("it is parked")
                .atMost(ALL)
                .until(() -> pods.getFirst().json("/breakers/guarded").path("parked").asInt() == 1);
        assertThat(stub.begun()).isEmpty();
        assertThat(pods.getLast().post("/breakers/guarded/release", TOKEN, "").statusCode())
                .isEqualTo(202);

        world.results().await(1, ALL);
        assertThat(events.values()).extracting(BreakerEvent::getTo)
                .startsWith("forced_open", "forced_open", "half_open");
        assertThat(events.values().getFirst().getOperator()).contains("alice");
        assertThat(events.values().getFirst().getReason()).contains("test");
        assertThat(stub.begun()).containsExactly("a");
    }
}
