package io.fusebox.cli;

/** A command cannot do what it was asked. The message is for people: it names the culprit and the mend. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
