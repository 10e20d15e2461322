package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultStatus;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Brokers that are out of reach for a while, and brokers that do not let a pod do all that it must. */
@RealKafka
class GuardedBrokerTest {
    private static GuardedBroker broker;
    private World world;

    @BeforeAll
    static void start() {
        broker = GuardedBroker.start();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @BeforeEach
    void makeWorld(World others) throws Exception {
        world = broker.world(others.servers());
    }

    @AfterEach
    void endWorld() throws Exception {
        world.close();
    }

    @Test
    void goesOnWhereItWasOnceTheBrokersAreBack() throws Exception {
        HttpStub payments = world.destination("payments");
        Pod pod = world.startedPod();
        TopicLog<CallResult> results = world.results();
        Application application = world.application();
        IntStream.range(0, 100).forEach(i -> application.call("before-" + i, "payments"));
        results.await(100, Duration.ofSeconds(30));
        payments.answersIn(Duration.ofMillis(100));
        try (LogTap log = new LogTap()) {
            IntStream.range(0, 100).forEach(i -> application.call("during-" + i, "payments"));
            results.await(110, Duration.ofSeconds(30));

            broker.wayOfPods().cut();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> pod.get("/readyz").body().contains("no word from the brokers"));

            assertThat(pod.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(pod.get("/livez").statusCode()).isEqualTo(200);
            Awaitility.await().until(() -> !log.lines("No broker answers").isEmpty());
            assertThat(log.lines("No broker answers")).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
        } finally {
            broker.wayOfPods().mend();
        }
        pod.awaitReady();
        application.call("after", "payments");
        results.await(201, Duration.ofSeconds(60));
        assertThat(results.values()).extracting(CallResult::getId)
                .doesNotHaveDuplicates()
                .contains("after")
                .hasSize(201);
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
    }

    @Test
    void refusesToStartWithAWrongPassword() throws Exception {
        broker.password("wrong");

        thenDoesNotStart("the brokers do not let this user in", "kafka");
    }

    @Test
    void refusesToStartWhereATopicIsNotShown() throws Exception {
        String results = world.topics().results();
        GuardedBroker.deny(world, ResourceType.TOPIC, results, AclOperation.DESCRIBE);

        thenDoesNotStart(results, "grant Describe");
    }

    @Test
    void refusesToStartWhereATopicIsMissingAndMayNotBeCreated() throws Exception {
        String results = world.topics().results();
        GuardedBroker.deny(world, ResourceType.TOPIC, results, AclOperation.CREATE);

        thenDoesNotStart(results, "grant Create");
    }

    private void thenDoesNotStart(String... words) throws Exception {
        Pod pod = world.pod();

        assertThatThrownBy(pod::start).extracting(Throwable::getMessage)
                .asString()
                .contains(words)
                .doesNotContain("\n");
        assertThat(pod.get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void endsWhereResultsMayNotBeWritten() throws Exception {
        world.destination("payments");
        GuardedBroker.deny(world, ResourceType.TOPIC, world.topics().results(), AclOperation.WRITE);

        thenEnds(world.topics().results(), "grant");
    }

    @Test
    void endsWhereTheConsumerGroupIsNotItsOwn() throws Exception {
        GuardedBroker.deny(world, ResourceType.GROUP, world.applicationId(), AclOperation.READ);

        thenEnds("the consumer group " + world.applicationId(), "grant Read");
    }

    @Test
    void endsWhereItMayNotUseTransactions() throws Exception {
        GuardedBroker.denyTransactions(world);

        thenEnds("transactions", "grant Write");
    }

    private void thenEnds(String... words) throws Exception {
        Pod pod = world.pod();
        try (LogTap log = new LogTap()) {
            pod.start();
            world.application().call("c", "payments");
            pod.awaitFailure(Duration.ofSeconds(30));

            assertThat(log.lines("this pod ends")).singleElement().asString().contains(words).doesNotContain("\n");
            HttpResponse<String> live = pod.get("/livez");
            assertThat(live.statusCode()).isEqualTo(503);
            assertThat(live.body()).contains(words);
        }
    }
}
