package io.fusebox.topology;

/** Topics are not as they must be, or could not be looked at. */
public final class TopicSetupException extends Exception {
    private final boolean mayPass;

    TopicSetupException(String message, boolean mayPass) {
        super(message);
        this.mayPass = mayPass;
    }

    /** Whether another try may go better: the brokers did not answer. */
    public boolean mayPass() {
        return mayPass;
    }
}
