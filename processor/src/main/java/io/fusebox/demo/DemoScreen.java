package io.fusebox.demo;

import io.fusebox.demo.StoryLine.Mood;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * What is shown while it goes on: lines that stay, and where a person watches, a last line that is always the latest.
 *
 * <p>Threading notes: safe for all threads.
 */
public final class DemoScreen {
    private static final String ERASE_LINE = "\r\u001b[2K";
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean isLive;
    private final boolean hasColor;
    private String lastLine = "";

    /**
     * @param isLive whether {@code out} is a terminal, on which a line can be written over
     * @param hasColor whether it knows ANSI's colours
     */
    public DemoScreen(PrintWriter out, boolean isLive, boolean hasColor) {
        this.out = out;
        this.isLive = isLive;
        this.hasColor = hasColor;
    }

    /** How often {@link #progress} is wanted. */
    Duration progressInterval() {
        return isLive ? EVERY_SECOND : NOW_AND_THEN;
    }

    boolean isLive() {
        return isLive;
    }

    public synchronized void print(String text) {
        erase();
        out.println(text);
        out.print(lastLine);
        out.flush();
    }

    synchronized void tell(StoryLine line) {
        print("%8s  %-10s %s".formatted(StoryLine.time(line.at()), line.destination(),
                paint(line.mood(), line.text())));
    }

    /** Stays where nobody can see it being written over. */
    synchronized void progress(String text) {
        if (isLive) {
            erase();
            lastLine = text;
            out.print(lastLine);
            out.flush();
        } else {
            print(text);
        }
    }

    /** The last line goes. */
    public synchronized void endProgress() {
        erase();
        lastLine = "";
        out.flush();
    }

    private void erase() {
        if (!lastLine.isEmpty()) {
            out.print(ERASE_LINE);
        }
    }

    private String paint(Mood mood, String text) {
        if (!hasColor) {
            return text;
        }
        return switch (mood) {
            case GOOD -> "\u001b[32m" + text + "\u001b[0m";
            case BAD -> "\u001b[31m" + text + "\u001b[0m";
            case NEUTRAL -> "\u001b[33m" + text + "\u001b[0m";
        };
    }
}
