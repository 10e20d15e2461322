package io.fusebox.demo;

import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.breaker.StateChange;
import io.fusebox.breaker.WindowCounts;
import io.fusebox.call.BreakerName;
import io.fusebox.demo.StoryLine.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns what breakers tell into the lines of the story. Threading notes: for one thread. */
final class DemoStory {
    private final Instant begin;
    private final Map<BreakerName, Chapter> chapters = new HashMap<>();

    /** What a breaker went through since it last opened. */
    private static final class Chapter {
        private BreakerState.Kind state = BreakerState.Kind.CLOSED;
        private boolean toldParked;
        private long parked;
        private Optional<Instant> drainsSince = Optional.empty();
        private long backlog;
    }

    DemoStory(Instant begin) {
        this.begin = begin;
    }

    Optional<StoryLine> tell(Sighting sighting) {
        return switch (sighting) {
            case Sighting.Changed(var change) -> Optional.of(changed(change));
            case Sighting.Shown(var status) -> shown(status);
            case Sighting.Requested _,Sighting.Unreadable _,Sighting.Ended _ -> Optional.empty();
        };
    }

    private StoryLine changed(StateChange change) {
        Chapter chapter = chapterOf(change.breaker());
        chapter.state = change.to();
        if (change.to() == BreakerState.Kind.CLOSED) {
            chapter.drainsSince = Optional.of(change.at());
            chapter.backlog = chapter.parked;
        } else if (change.from() == BreakerState.Kind.CLOSED) {
            chapter.toldParked = false;
            chapter.drainsSince = Optional.empty();
        }
        String text = "%-21s %s".formatted(change.from().label() + " -> " + change.to().label(), why(change, chapter));
        return new StoryLine(since(change.at()), change.breaker().toString(), text.strip(), mood(change.to()));
    }

    private static String why(StateChange change, Chapter chapter) {
        return switch (change.cause()) {
            case CONSECUTIVE_FAILURES ->
                "failures in a row%s; calls now wait on fusebox.retry".formatted(lastFailure(change));
            case FAILURE_RATE -> "%d of the last %d calls failed; calls now wait on fusebox.retry"
                    .formatted(change.window().failed(), judged(change.window()));
            case SLOW_CALL_RATE -> "%d of the last %d calls were slow; calls now wait on fusebox.retry"
                    .formatted(change.window().slow(), judged(change.window()));
            case OPEN_INTERVAL_ELAPSED -> "a few waiting calls are sent as probes";
            case PROBES_SUCCEEDED ->
                String.format(Locale.ROOT, "the probes succeeded; %,d calls wait, and go first", chapter.parked);
            case PROBE_FAILED -> "the probes failed%s".formatted(nextTry(change));
            case PROBE_TIMEOUT -> "no probe came back in time%s".formatted(nextTry(change));
            case OPERATOR -> "an operator said so";
            case POLICY_CHANGED -> "its policy was changed";
        };
    }

    private static long judged(WindowCounts window) {
        return window.calls() - window.ignored();
    }

    private static String lastFailure(StateChange change) {
        return change.lastFailure().map(failure -> ", the last: " + failure.kind()).orElse("");
    }

    private static String nextTry(StateChange change) {
        return change.openUntil()
                .map(until -> String.format(Locale.ROOT, "; next try in %.1f s",
                        Duration.between(change.at(), until).toMillis() / 1000.0))
                .orElse("");
    }

    private static Mood mood(BreakerState.Kind to) {
        return switch (to) {
            case CLOSED, FORCED_CLOSED -> Mood.GOOD;
            case OPEN, FORCED_OPEN -> Mood.BAD;
            case HALF_OPEN, DISABLED -> Mood.NEUTRAL;
        };
    }

    /** The first calls that wait, and the end of the backlog; not the few that wait for their next attempt in good times. */
    private Optional<StoryLine> shown(BreakerStatus status) {
        Chapter chapter = chapterOf(status.name());
        chapter.parked = status.parked();
        chapter.backlog = Math.max(chapter.backlog, status.parked());
        if (chapter.state == BreakerState.Kind.OPEN && !chapter.toldParked && status.parked() > 0) {
            chapter.toldParked = true;
            return Optional.of(line(status, String.format(Locale.ROOT, "calls are parked: %,d wait", status.parked()),
                    Mood.NEUTRAL));
        }
        if (chapter.drainsSince.isPresent() && status.parked() == 0 && status.at().isAfter(chapter.drainsSince.get())) {
            String text = String.format(Locale.ROOT, "the backlog of %,d calls is drained, after %.1f s",
                    chapter.backlog, Duration.between(chapter.drainsSince.get(), status.at()).toMillis() / 1000.0);
            chapter.drainsSince = Optional.empty();
            chapter.backlog = 0;
            return Optional.of(line(status, text, Mood.GOOD));
        }
        return Optional.empty();
    }

    private StoryLine line(BreakerStatus status, String text, Mood mood) {
        return new StoryLine(since(status.at()), status.name().toString(), text, mood);
    }

    private Chapter chapterOf(BreakerName breaker) {
        return chapters.computeIfAbsent(breaker, _ -> new Chapter());
    }

    private Duration since(Instant at) {
        return Duration.between(begin, at);
    }
}
