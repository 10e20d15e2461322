package io.fusebox.topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Whether the topics are still as they must be while we run. Kafka Streams notices a deleted topic late, as time-outs of several
 * minutes, and another number of partitions not before its next rebalance.
 *
 * <p>Threading notes: belongs to one thread.
 */
public final class TopicWatch {
    /** A broker that has just started may not know all topics yet. */
    private static final int LOOKS = 3;

    private final TopicSetup setup;
    private final List<String> names;
    private final Set<String> changelogs;
    /** Those that must be there. */
    private final Set<String> expected = new HashSet<>();
    private Optional<String> suspicion = Optional.empty();
    private int looks;

    /**
     * To be made where our topics are there; the changelogs, which Kafka Streams creates, may come later.
     *
     * @param applicationId which changelogs are named by
     */
    public TopicWatch(TopicSetup.Settings settings, String applicationId) {
        setup = new TopicSetup(settings);
        TopicSpec.allOf(settings).forEach(topic -> expected.add(topic.name()));
        changelogs = FuseboxTopology.STORES.stream()
                .map(store -> applicationId + "-" + store + "-changelog")
                .collect(Collectors.toUnmodifiableSet());
        names = Stream.concat(expected.stream(), changelogs.stream()).toList();
    }

    /** From now on the changelogs must be there too: Kafka Streams has created them before it runs. */
    public void expectChangelogs() {
        expected.addAll(changelogs);
    }

    /**
     * To be called every second.
     *
     * @return what has been wrong for several looks, in one line; empty where all is well, or no broker tells
     */
    public Optional<String> look(Admin admin) throws InterruptedException {
        try {
            Optional<String> wrong = wrong(new TopicAdmin(admin).shapes(names));
            looks = wrong.equals(suspicion) ? looks + 1 : 1;
            suspicion = wrong;
        } catch (TopicSetupException _) {
            looks = 0;
        }
        return looks >= LOOKS ? suspicion : Optional.empty();
    }

    private Optional<String> wrong(Map<String, ExistingTopic> existing) {
        expected.addAll(existing.keySet());
        List<String> gone = new ArrayList<>(expected);
        gone.removeAll(existing.keySet());
        if (!gone.isEmpty()) {
            return Optional.of(goneLine(gone.stream().sorted().toList()));
        }
        return setup.plan(existing.values()).stream().filter(TopicFinding::isFatal).map(TopicFinding::line).findFirst();
    }

    private static String goneLine(List<String> gone) {
        return ("%s: deleted while this pod ran, and what was only there is lost; start the pod again, and it creates what"
                + " is missing").formatted(String.join(", ", gone));
    }
}
