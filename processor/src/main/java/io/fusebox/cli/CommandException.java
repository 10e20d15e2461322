package io.fusebox.cli;

/** A command cannot do what it was asked. The message is for people: it names the culprit and the mend. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
