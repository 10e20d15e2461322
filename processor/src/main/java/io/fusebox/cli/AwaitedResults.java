package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.cli.JsonReader.Read;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Shows the results of what was sent, and knows which are still to come. */
final class AwaitedResults {
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final String DEFERRED = "DEFERRED";
    private static final int NAMED = 5;

    private final TopicReader topic;
    private final JsonReader reader;
    private final Terminal terminal;
    private final ResultView view;
    private final boolean json;
    private final Map<String, Integer> awaited = new LinkedHashMap<>();
    private final Map<String, Integer> ended = new HashMap<>();
    private long outstanding;

    /** @param topic read from before the first call was sent */
    AwaitedResults(TopicReader topic, JsonReader reader, Terminal terminal, boolean json) {
        this.topic = topic;
        this.reader = reader;
        this.terminal = terminal;
        this.json = json;
        view = new ResultView(terminal, false);
    }

    /** An id that is sent twice has two results. */
    void expect(String id) {
        awaited.merge(id, 1, Integer::sum);
        outstanding++;
    }

    /** @param stop gives up before the time is over */
    void await(Duration limit, BooleanSupplier stop, Progress progress) {
        long begin = System.nanoTime();
        long all = outstanding;
        if (!json) {
            view.head();
            terminal.flush();
        }
        while (outstanding > 0 && !stop.getAsBoolean() && System.nanoTime() - begin < limit.toNanos()) {
            topic.poll()
                    .stream()
                    .flatMap(record -> reader.read(record).stream())
                    .filter(read -> awaited.containsKey(read.json().path("id").asText()))
                    .forEach(read -> take(read, progress));
            terminal.flush();
            progress.show(() -> "%,d of %,d results".formatted(all - outstanding, all));
        }
        progress.clear();
    }

    private void take(Read read, Progress progress) {
        progress.clear();
        JsonNode result = read.json();
        if (json) {
            terminal.line(read.text());
        } else {
            view.show(result);
        }
        String status = result.path("status").asText();
        if (!status.equals(DEFERRED)) {
            String id = result.path("id").asText();
            ended.merge(status, 1, Integer::sum);
            outstanding--;
            if (awaited.merge(id, -1, Integer::sum) == 0) {
                awaited.remove(id);
            }
        }
    }

    boolean haveAllSucceeded() {
        return outstanding == 0 && ended.keySet().stream().allMatch(SUCCEEDED::equals);
    }

    /** For people: how many ended how, and which have not. */
    String summary(Duration limit) {
        String counts = ended.entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
        if (outstanding == 0) {
            return counts;
        }
        String missing = awaited.keySet().stream().limit(NAMED).collect(Collectors.joining(", "))
                + (awaited.size() > NAMED ? ", …" : "");
        return "%sno result within %d s for %,d: %s".formatted(counts.isEmpty() ? "" : counts + "; ", limit.toSeconds(),
                outstanding, missing);
    }
}
