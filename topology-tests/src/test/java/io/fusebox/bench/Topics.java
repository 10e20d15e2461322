package io.fusebox.bench;

import io.fusebox.topology.TopicSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/** The topics of one job. */
final class Topics {
    private static final int REQUEST_LIMIT = 512 << 10;

    private final Admin admin;
    private final Job job;

    Topics(Admin admin, Job job) {
        this.admin = admin;
        this.job = job;
    }

    /** Where the job's calls are read from. */
    static String requests(Job job, Feed feed) {
        return switch (feed) {
            case NONE, RAW -> job.topic();
            case AVRO -> fusebox(job).requests();
        };
    }

    /** Fusebox's, all of which begin with the job's. */
    static io.fusebox.wire.Topics fusebox(Job job) {
        return new io.fusebox.wire.Topics(job.topic() + ".");
    }

    /** So that calls can be there before who makes them. */
    void create(Feed feed) throws Exception {
        switch (feed) {
            case NONE -> {
            }
            case RAW -> admin.createTopics(
                    List.of(new NewTopic(job.topic(), Optional.of(job.partitions()), Optional.empty())))
                    .all()
                    .get();
            case AVRO -> TopicSetup.ensure(admin,
                    new TopicSetup.Settings(fusebox(job), job.partitions(), -1, REQUEST_LIMIT));
        }
    }

    /** Returns when none is left: the next measurement meets the broker as this one did. */
    void delete() throws ExecutionException, InterruptedException {
        Awaitility.await("its topics are gone").atMost(Duration.ofSeconds(60)).until(() -> {
            List<String> left = admin.listTopics()
                    .names()
                    .get()
                    .stream()
                    .filter(name -> name.startsWith(job.topic() + ".") || name.startsWith(job.topic() + "-")
                            || name.equals(job.topic()))
                    .toList();
            admin.deleteTopics(left).all().get();
            return left.isEmpty();
        });
    }
}
