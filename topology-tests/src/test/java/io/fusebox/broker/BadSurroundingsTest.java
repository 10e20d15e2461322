package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Brokers and registries that are not there, or not yet, or not any more. */
@RealKafka
class BadSurroundingsTest {
    @Test
    void refusesToStartOnATopicThatHasNotAsManyPartitionsAsItNeeds(World world) throws Exception {
        try (Admin admin = world.admin()) {
            admin.createTopics(List.of(new NewTopic(world.topics().requests(), Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }
        Pod pod = world.pod();

        assertThatThrownBy(pod::start).hasMessageContaining(world.topics().requests())
                .hasMessageContaining("3")
                .hasMessageContaining("4")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }

    @Test
    void waitsForBrokersThatComeLater(World world) throws Exception {
        TcpProxy brokers = world.started(new TcpProxy(world.servers().bootstrapServers()));
        world.set("kafka.bootstrap.servers", brokers.address())
                .set("kafka.default.api.timeout.ms", 1_000)
                .set(
                        "kafka.request.timeout.ms", 900);
        world.destination("payments");
        Pod pod = world.pod();
        try (LogTap log = new LogTap()) {
            CompletableFuture<Void> start = pod.startInBackground();

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> log.lines("trying again").size() >= 2);
            assertThat(log.lines("")).allSatisfy(line -> assertThat(line).doesNotContain("\n")
                    .contains("trying again"));
            thenIsNotReady(pod, "waiting for the brokers");
            brokers.mend();

            thenStarts(world, pod, start);
        }
    }

    @Test
    void waitsForARegistryThatComesLater(World world) throws Exception {
        TcpProxy registry = registry(world);
        world.destination("payments");
        Pod pod = world.pod();
        try (LogTap log = new LogTap()) {
            CompletableFuture<Void> start = pod.startInBackground();

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> log.lines("trying again").size() >= 2);
            thenIsNotReady(pod, "waiting for the schema registry");
            registry.mend();

            thenStarts(world, pod, start);
        }
    }

    @Test
    void goesOnWithoutTheRegistryButForSchemasThatItHasNotSeen(World world) throws Exception {
        TcpProxy registry = registry(world);
        registry.mend();
        world.destination("payments");
        world.destination("mail");
        assertThat(Application.murmur2("payments", world.partitions())).as("the test's own choice of names")
                .isNotEqualTo(Application.murmur2("mail", world.partitions()));
        world.startedPod();
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        application.call("before", "payments");
        results.await(1, Duration.ofSeconds(20));

        registry.cut();
        application.call("known", "payments");
        application.sendNewer("unknown", "payments");
        application.call("behind", "payments");
        application.call("beside", "mail");
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> ids(results), List.of("before", "known", "beside")::containsAll);
        assertThat(ids(results)).containsExactlyInAnyOrder("before", "known", "beside");
        registry.mend();

        results.await(5, Duration.ofSeconds(30));
        assertThat(ids(results)).containsExactlyInAnyOrder("before", "known", "beside", "unknown", "behind");
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
    }

    private static TcpProxy registry(World world) {
        URI url = URI.create(world.servers().registryUrl());
        TcpProxy proxy = world.started(new TcpProxy(url.getAuthority()));
        world.set("schema-registry.url", "http://" + proxy.address() + url.getPath());
        return proxy;
    }

    private static List<String> ids(TopicLog<CallResult> results) {
        return results.values().stream().map(CallResult::getId).toList();
    }

    private static void thenIsNotReady(Pod pod, String why) throws Exception {
        HttpResponse<String> answer = pod.get("/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains(why);
        assertThat(pod.get("/livez").statusCode()).isEqualTo(200);
    }

    private static void thenStarts(World world, Pod pod, CompletableFuture<Void> start) {
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(start::isDone);
        start.join();
        pod.awaitReady();
        world.application().call("c", "payments");
        world.results().await(1, Duration.ofSeconds(20));
    }
}
