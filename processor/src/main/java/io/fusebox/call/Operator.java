package io.fusebox.call;

import java.util.Optional;

/**
 * Who gave a command.
 *
 * @param name as they gave it
 * @param reason for people: why
 */
public record Operator(Optional<String> name, Optional<String> reason) {
    public static final Operator UNNAMED = new Operator(Optional.empty(), Optional.empty());
}
