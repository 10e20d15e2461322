package io.fusebox.admin;

import java.util.Locale;
import java.util.Optional;

/** What a client can read (RFC 9110, section 12.5.1). */
final class AcceptHeader {
    private AcceptHeader() {}

    /**
     * @param header as it was sent; empty where none was, which means anything
     * @param type such as {@code application/json}
     */
    static boolean allows(Optional<String> header, String type) {
        if (header.isEmpty() || header.get().isBlank()) {
            return true;
        }
        int best = -1;
        boolean allowed = false;
        for (String part : header.get().split(",", -1)) {
            String[] pieces = part.strip().toLowerCase(Locale.ROOT).split(";", -1);
            int closeness = closeness(pieces[0].strip(), type);
            // The closest range decides, wherever it stands.
            if (closeness > best) {
                best = closeness;
                allowed = !isRefused(pieces);
            }
        }
        return allowed;
    }

    /** -1 for a range that the type is not in. */
    private static int closeness(String range, String type) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static boolean isRefused(String[] pieces) {
        for (String piece : pieces) {
            if (piece.strip().matches("q\\s*=\\s*0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }
}
