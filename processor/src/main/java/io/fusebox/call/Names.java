package io.fusebox.call;

import java.util.regex.Pattern;

/** The rule for names of destinations, operations and breakers. */
public final class Names {
    public static final String RULE = "1 to 100 of a-z, 0-9, '.', '_', '-'";
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,100}");

    private Names() {}

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }

    public static String require(String what, String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("%s '%s' is not a name: %s".formatted(what, name, RULE));
        }
        return name;
    }
}
