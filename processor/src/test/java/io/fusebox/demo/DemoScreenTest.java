package io.fusebox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.demo.StoryLine.Mood;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoScreenTest {
    private static final StoryLine OPENED = new StoryLine(Duration.ofMillis(12_340), "email", "closed -> open",
            Mood.BAD);
    private final StringWriter out = new StringWriter();

    @Test
    void everyLineStaysWhereNobodyWatches() {
        DemoScreen screen = screen(false, false);

        screen.progress("10 calls");
        screen.tell(OPENED);
        screen.progress("20 calls");
        screen.endProgress();

        assertThat(out.toString().lines()).containsExactly("10 calls", "  +12.3s  email      closed -> open",
                "20 calls");
    }

    @Test
    void onATerminalTheProgressIsTheLastLineAndIsWrittenOver() {
        DemoScreen screen = screen(true, false);

        screen.progress("10 calls");
        screen.tell(OPENED);
        screen.progress("20 calls");
        screen.endProgress();

        assertThat(asSeen(out.toString())).isEqualTo("  +12.3s  email      closed -> open\n");
    }

    @Test
    void moodIsAColourWhereThereAreColours() {
        screen(false, true).tell(OPENED);

        assertThat(out.toString()).contains("\u001b[31mclosed -> open\u001b[0m");
    }

    private DemoScreen screen(boolean isLive, boolean hasColor) {
        return new DemoScreen(new PrintWriter(out), isLive, hasColor);
    }

    /** What is erased is not seen. */
    private static String asSeen(String written) {
        return written.replaceAll("[^\\n]*\\r\\u001b\\[2K", "");
    }
}
