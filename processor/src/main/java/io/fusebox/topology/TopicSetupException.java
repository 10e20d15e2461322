package io.fusebox.topology;

import java.util.List;

/** The topics are not as they must be, or cannot be looked at. Each line names the topic and the mend. */
public final class TopicSetupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> lines;
    private final boolean mayPass;

    TopicSetupException(List<String> lines, boolean mayPass) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
        this.mayPass = mayPass;
    }

    TopicSetupException(String line, boolean mayPass, Throwable cause) {
        super(line, cause);
        lines = List.of(line);
        this.mayPass = mayPass;
    }

    public List<String> lines() {
        return lines;
    }

    /** Whether another try may go better: the brokers did not answer. */
    public boolean mayPass() {
        return mayPass;
    }
}
