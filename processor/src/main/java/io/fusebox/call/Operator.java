package io.fusebox.call;

import java.util.Optional;

/**
 * Who gave a command, and which.
 *
 * @param name as they gave it
 * @param reason for people: why
 * @param command what was asked for: {@code RESET}
 * @param nonce tells the command from all others; its answer names it
 */
public record Operator(
        Optional<String> name,
        Optional<String> reason,
        Optional<String> command,
        Optional<String> nonce) {
    public static final Operator UNNAMED = new Operator(Optional.empty(), Optional.empty());

    public Operator(Optional<String> name, Optional<String> reason) {
        this(name, reason, Optional.empty(), Optional.empty());
    }

    public Operator withNonce(String text) {
        return new Operator(name, reason, command, Optional.of(text));
    }

    /** For people: {@code ann (maintenance)}. */
    public String describe() {
        return name.orElse("somebody") + reason.map(" (%s)"::formatted).orElse("");
    }
}
