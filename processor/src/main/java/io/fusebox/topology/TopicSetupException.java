package io.fusebox.topology;

import java.util.List;

/** The topics are not as they must be, or cannot be looked at. Each line names the topic and the mend. */
public final class TopicSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> lines;

    public TopicSetupException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    TopicSetupException(String line, Throwable cause) {
        super(line, cause);
        lines = List.of(line);
    }

    public List<String> lines() {
        return lines;
    }
}
