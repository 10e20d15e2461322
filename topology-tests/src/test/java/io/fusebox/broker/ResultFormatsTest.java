package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fusebox.broker.HttpStub.Answer;
import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.DeadLetterReason;
import io.fusebox.schemas.ResultStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What comes out, in which form. */
@RealKafka
class ResultFormatsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void tellsResultsInJsonWhereThatIsWanted(World world) throws Exception {
        world.set("results.format", "json");
        world.destination("payments").answers(_ -> new Answer.Status(200, "{\"paid\": true}"));
        world.startedPod();
        TopicLog<JsonNode> results = world.log(world.topics().results(), ResultFormatsTest::json);

        world.application()
                .sendAvro(CallRequest.newBuilder()
                        .setId("c1")
                        .setDestination("payments")
                        .setPath("/")
                        .setReplyKey("till-7")
                        .setMetadata(Map.of("order", "12"))
                        .build());

        results.await(1, SOON);
        assertThat(results.entries().getFirst().key()).isEqualTo("till-7");
        JsonNode result = results.values().getFirst();
        assertThat(result.get("id").asText()).isEqualTo("c1");
        assertThat(result.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(result.get("httpStatus").asInt()).isEqualTo(200);
        assertThat(result.at("/body/paid").asBoolean()).isTrue();
        assertThat(result.at("/metadata/order").asText()).isEqualTo("12");
        assertThat(Instant.parse(result.get("completedAt").asText()))
                .isAfterOrEqualTo(Instant.parse(result.get("receivedAt").asText()));
    }

    @Test
    void tellsOnceThatACallWaitsWhereThatIsWanted(World world) throws Exception {
        world.set("results.deferred", true).set("destinations.payments.retry.initial", "100ms");
        AtomicInteger requests = new AtomicInteger();
        world.destination("payments").answers(_ -> new Answer.Status(requests.incrementAndGet() < 3 ? 503 : 200, "ok"));
        world.startedPod();
        TopicLog<CallResult> results = world.results();

        world.application().call("c1", "payments");

        results.await(2, SOON);
        assertThat(results.values()).extracting(CallResult::getStatus)
                .containsExactly(ResultStatus.DEFERRED, ResultStatus.SUCCEEDED);
        assertThat(results.values().getFirst().getProblem().orElseThrow().getDetail()).contains("503");
        assertThat(results.values().getLast().getAttempts()).isEqualTo(3);
    }

    @Test
    void keepsWhatFailsAndWhatCannotBeRead(World world) throws Exception {
        world.destination("payments").answers(404);
        world.startedPod();
        TopicLog<CallResult> results = world.results();
        TopicLog<DeadLetter> deadLetters = world.deadLetters();
        Application application = world.application();

        application.call("refused", "payments");
        application.sendRaw(world.topics().requests(), "payments",
                "{\"id\": \"c2\", \"destnation\": \"payments\"}".getBytes(StandardCharsets.UTF_8));
        application.sendRaw(world.topics().requests(), "payments", null);
        application.call("unheard-of", "nobody");

        deadLetters.await(4, SOON);
        results.await(2, SOON);
        Map<DeadLetterReason, List<DeadLetter>> letters = deadLetters.values()
                .stream()
                .collect(Collectors.groupingBy(DeadLetter::getReason));
        assertThat(letters.get(DeadLetterReason.FAILED))
                .extracting(letter -> letter.getDelivery().orElseThrow().getRequest().getId())
                .containsExactlyInAnyOrder("refused", "unheard-of");
        assertThat(letters.get(DeadLetterReason.MALFORMED)).extracting(DeadLetter::getDetail)
                .anySatisfy(detail -> assertThat(detail).contains("destnation"))
                .hasSize(2);
        assertThat(letters.get(DeadLetterReason.MALFORMED).getFirst().getSource().getTopic())
                .isEqualTo(world.topics().requests());
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.FAILED);
    }

    @Test
    void speaksByASerdeOfTheUsersOwn(World world) throws Exception {
        String serde = OwnSerde.class.getName();
        // It needs no registry, and finds none.
        world.set("schema-registry.serializer", serde)
                .set("schema-registry.deserializer", serde)
                .set("schema-registry.properties.mark", "M")
                .set("schema-registry.url", "http://127.0.0.1:1");
        world.destination("payments");
        Pod pod = world.startedPod();
        TopicLog<byte[]> deadLetters = world.log(world.topics().deadLetters(), bytes -> bytes);
        OwnSerde ours = new OwnSerde();
        ours.configure(Map.of("mark", "M"), false);
        TopicLog<Object> results = world.log(world.topics().results(), bytes -> ours.deserialize("results", bytes));
        Application application = world.application();

        application.sendRaw(world.topics().requests(), "payments", ours.serialize("requests",
                CallRequest.newBuilder().setId("c1").setDestination("payments").setPath("/").build()));

        results.await(1, SOON);
        pod.close();
        assertThat(deadLetters.entries()).isEmpty();
        assertThat(results.values().getFirst()).isInstanceOfSatisfying(CallResult.class, result -> {
            assertThat(result.getId()).isEqualTo("c1");
            assertThat(result.getStatus()).isEqualTo(ResultStatus.SUCCEEDED);
        });
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
