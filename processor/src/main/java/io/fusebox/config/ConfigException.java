package io.fusebox.config;

import java.util.List;

/** The configuration is wrong: all that is wrong with it, one line each; no line holds a secret. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Each names the key, what stands there, and what is expected. */
    public List<String> problems() {
        return problems;
    }
}
