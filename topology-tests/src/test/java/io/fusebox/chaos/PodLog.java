package io.fusebox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a life of a pod has written to its log. */
record PodLog(Path file) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final Pattern TOOK_OVER = Pattern
            .compile("^(\\S+ \\S+) INFO +PartitionOwner +took over task=\"\\d+_(\\d+)\".*");
    private static final Pattern ATTEMPT_FAILED = Pattern
            .compile("^(\\S+ \\S+) DEBUG +Exchange +attempt-failed destination=\\S+ callId=(\\S+) (\\w+):.*");
    /** The pod gives up what is under way when it ends: whoever comes after it does not know. */
    private static final String GIVEN_UP = "cancelled";

    /** The pod has become the owner of a partition. */
    record TakeOver(int partition, Instant at) {}

    /** An attempt has failed, as the pod sees it. */
    record Failure(String id, Instant at) {}

    boolean says(String words) {
        return text().contains(words);
    }

    List<TakeOver> takeOvers() {
        return matches(TOOK_OVER).map(it -> new TakeOver(Integer.parseInt(it.group(2)), time(it))).toList();
    }

    List<Failure> failures() {
        return matches(ATTEMPT_FAILED).filter(it -> !it.group(3).equals(GIVEN_UP))
                .map(it -> new Failure(it.group(2), time(it)))
                .toList();
    }

    String lastError() {
        List<String> lines = text().lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains(" ERROR Processing ")) {
                return String.join("\n", lines.subList(i, Math.min(lines.size(), i + 3)));
            }
        }
        return "it does not say why";
    }

    private Stream<Matcher> matches(Pattern pattern) {
        return text().lines().map(pattern::matcher).filter(Matcher::matches);
    }

    private static Instant time(Matcher line) {
        return LocalDateTime.parse(line.group(1), TIME).atZone(ZoneId.systemDefault()).toInstant();
    }

    private String text() {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
