package io.fusebox.admin;

import io.fusebox.call.Command;
import io.fusebox.call.Origin;
import java.util.concurrent.CompletableFuture;

/** Takes operators' commands to the owners of breakers. */
public interface OperatorDesk {
    /**
     * Never waits.
     *
     * @return where the command stands, once the brokers have it
     */
    CompletableFuture<Origin> give(Command command);
}
