package io.fusebox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.app.Terminal.Said;
import io.fusebox.topology.TopicSetup;
import io.fusebox.wire.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TerminalExtension.class)
class TopicsCommandTest {
    private final Terminal terminal;

    TopicsCommandTest(Terminal terminal) {
        this.terminal = terminal;
    }

    @Test
    void topicsAreMissedThenCreatedThenFine() {
        Said before = terminal.runWithPrefix("own.", "topics", "--check");
        Said creation = terminal.runWithPrefix("own.", "topics");
        Said after = terminal.runWithPrefix("own.", "topics", "--check");

        assertThat(before.status()).isEqualTo(1);
        assertThat(before.out()).contains("own.retry is missing: create it with 'fusebox topics'");
        assertThat(creation.status()).isZero();
        assertThat(creation.out())
                .containsPattern("(?m)^TOPIC +PARTITIONS +REPLICATION +CLEANUP +RETENTION +MAX BYTES +VERDICT$")
                .containsPattern("(?m)^own.dead-letters +12 +1 +delete +90d +1376256 +created$")
                .containsPattern("(?m)^own.destinations +1 +1 +compact +- +1310720 +created$");
        assertThat(after.status()).isZero();
        assertThat(after.out()).containsPattern("(?m)^own.requests +12 .* ok$").doesNotContain("created");
    }

    @Test
    void aTopicThatCannotBeUsedIsTold() throws Exception {
        try (Admin admin = terminal.admin()) {
            admin.createTopics(List.of(new NewTopic("bad.requests", 3, (short) 1),
                    new NewTopic("bad.breaker-status", 1, (short) 1))).all().get();
        }

        Said said = terminal.runWithPrefix("bad.", "topics");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).contains("bad.requests has 3 partitions, and fusebox.partitions is 12")
                .contains("bad.breaker-status has cleanup.policy=delete")
                .containsPattern("(?m)^bad.requests +3 +1 +delete +7d +1048588 +wrong$")
                .containsPattern("(?m)^bad.retry .* created$");
    }

    @Test
    void podsThatCreateTopicsAtTheSameTimeAllSucceed() throws Exception {
        Callable<List<String>> pod = () -> {
            try (Admin admin = terminal.admin()) {
                return TopicSetup.ensure(admin, new TopicSetup.Settings(new Topics("race."), 2, -1, 1 << 16));
            }
        };
        try (ExecutorService pods = Executors.newFixedThreadPool(4)) {
            for (Future<List<String>> outcome : pods.invokeAll(List.of(pod, pod, pod, pod))) {
                assertThat(outcome.get()).isEmpty();
            }
        }
    }
}
