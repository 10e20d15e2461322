package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.broker.HttpStub.Answer;
import io.fusebox.config.ConfigException;
import io.fusebox.schemas.CallResult;
import io.fusebox.topology.TopicSetup;
import io.fusebox.topology.TopicWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Somebody deletes or changes topics while pods work. */
@RealKafka
class ChangedTopicsTest {
    private static final Duration NOTICED = Duration.ofSeconds(30);

    /** Side by side, for each takes a while. */
    @Test
    void endsWhereATopicIsDeletedAndGoesOnWithANewOneOnceItIsStartedAgain(World world) throws Exception {
        try (LogTap log = new LogTap()) {
            List<CompletableFuture<?>> all = Stream.of("requests", "retry", "results", "parking-changelog")
                    .map(which -> {
                        World its = world.started(new World(world.servers()));
                        return CompletableFuture.runAsync(() -> losesATopic(its, which, log),
                                Thread::startVirtualThread);
                    })
                    .collect(Collectors.toList());

            assertThat(all).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(150)));
        }
    }

    private static void losesATopic(World world, String which, LogTap log) {
        try {
            world.startsTheSamePodAgain().destination("payments");
            if (which.endsWith("changelog")) {
                // Such a pod comes back to its place without a rebalance, and only that creates changelogs.
                world.set("kafka.group.instance.id", "pod-1");
            }
            Pod pod = world.startedPod();
            TopicLog<CallResult> results = world.results();
            Application application = world.application();
            application.call("before", "payments");
            results.await(1, Duration.ofSeconds(30));
            String topic = (which.endsWith("changelog") ? world.applicationId() + "-" : world.topics().prefix())
                    + which;

            delete(world, topic);
            pod.awaitFailure(NOTICED);

            assertThat(log.lines("this pod ends")).filteredOn(line -> line.contains(topic))
                    .singleElement()
                    .asString()
                    .doesNotContain("\n");
            thenIsDead(pod, topic);
            pod.close();
            startAgain(world);
            world.application().call("after", "payments");
            TopicLog<CallResult> more = world.results();
            Awaitility.await(which)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> more.values().stream().anyMatch(result -> result.getId().equals("after")));
        } catch (Exception e) {
            throw new CompletionException(which, e);
        }
    }

    /** Its state directory is free when its process has ended; in this one, what has failed may wait a while for its end. */
    private static void startAgain(World world) {
        Awaitility.await("the state directory is free")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(ConfigException.class)
                .until(() -> world.startedPod() != null);
    }

    @Test
    void tellsOfATopicThatWasDeletedBeforeTheFirstLook(World world) throws Exception {
        TopicSetup.Settings settings = new TopicSetup.Settings(world.topics(), world.partitions(), -1, 512 << 10);
        try (Admin admin = world.admin()) {
            TopicSetup.ensure(admin, settings);
            TopicWatch watch = new TopicWatch(settings, world.applicationId());
            delete(world, world.topics().results());

            Awaitility.await("the topic's absence")
                    .atMost(NOTICED)
                    .until(() -> told(watch, admin, world.topics().results()));
            assertThat(told(watch, admin, "parking-changelog")).isFalse();

            watch.expectChangelogs();
            Awaitility.await("the changelog's absence")
                    .atMost(NOTICED)
                    .until(() -> told(watch, admin, "parking-changelog"));
        }
    }

    private static boolean told(TopicWatch watch, Admin admin, String topic) throws InterruptedException {
        return watch.look(admin).filter(line -> line.contains(topic)).isPresent();
    }

    private static void delete(World world, String topic) throws Exception {
        try (Admin admin = world.admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    @Test
    void endsWhereATopicGetsMorePartitionsAndDoesNotStartWithThem(World world) throws Exception {
        world.destination("payments");
        Pod pod = world.startedPod();
        try (LogTap log = new LogTap(); Admin admin = world.admin()) {
            admin.createPartitions(Map.of(world.topics().requests(), NewPartitions.increaseTo(6))).all().get();
            pod.awaitFailure(NOTICED);

            assertThat(log.lines("this pod ends")).singleElement()
                    .asString()
                    .contains(world.topics().requests(), "6", "4")
                    .doesNotContain("\n");
            thenIsDead(pod, world.topics().requests());
            pod.close();
        }
        assertThatThrownBy(world.pod()::start).hasMessageContaining(world.topics().requests());
    }

    @Test
    void endsWhereAResultIsLargerThanTheBrokersTakeAndTellsItOnceTheyDo(World world) throws Exception {
        world.startsTheSamePodAgain().destination("payments").answers(_ -> new Answer.Status(200, "x".repeat(50_000)));
        Pod pod = world.startedPod();
        TopicLog<CallResult> results = world.results();
        try (LogTap log = new LogTap()) {
            setMaxBytes(world, "2000");
            world.application().call("large", "payments");
            pod.awaitFailure(NOTICED);

            assertThat(log.lines("this pod ends")).singleElement()
                    .asString()
                    .contains(world.topics().results(), "max.message.bytes")
                    .doesNotContain("\n");
            thenIsDead(pod, world.topics().results());
            pod.close();
        }
        assertThat(results.values()).isEmpty();

        setMaxBytes(world, "2000000");
        startAgain(world);
        results.await(1, Duration.ofSeconds(40));
        assertThat(results.values()).extracting(CallResult::getId).containsExactly("large");
    }

    private static void setMaxBytes(World world, String bytes) throws Exception {
        ConfigResource results = new ConfigResource(ConfigResource.Type.TOPIC, world.topics().results());
        try (Admin admin = world.admin()) {
            admin.incrementalAlterConfigs(Map.of(results,
                    List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static void thenIsDead(Pod pod, String why) throws Exception {
        assertThat(pod.get("/livez").statusCode()).isEqualTo(503);
        assertThat(pod.get("/livez").body()).contains(why);
        assertThat(pod.get("/readyz").statusCode()).isEqualTo(503);
    }
}
