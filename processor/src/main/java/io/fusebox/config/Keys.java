package io.fusebox.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How keys are spelled. Inside, a key has one form: segments joined by dots, and in quotes only a name of a destination or operation
 * that has a dot itself ({@code fusebox.destinations."eu.payments".timeout}).
 */
final class Keys {
    static final String ROOT = "fusebox";
    private static final String DESTINATIONS = "destinations";
    private static final String OPERATIONS = "operations";

    private Keys() {}

    /** @param segments as written, some of which may hold several ({@code half-open.max-concurrent}) */
    static String canonical(List<String> segments) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            boolean below = segments.size() > 1 && segments.get(1).equals(DESTINATIONS);
            boolean name = below && (i == 2 || (i == 4 && segments.get(3).equals(OPERATIONS)));
            key.append(i == 0 ? "" : ".").append(name ? quoted(segments.get(i)) : segments.get(i));
        }
        return key.toString();
    }

    /** Of a property or a record's setting, where the quotes are the user's. */
    static String canonical(String written) {
        return canonical(split(written));
    }

    static String child(String parent, String name) {
        return parent + "." + name;
    }

    static String quoted(String name) {
        return name.contains(".") ? '"' + name + '"' : name;
    }

    /** As SmallRye and MicroProfile Config (section "Environment Variables Mapping Rules") spell it. */
    static String variable(String key) {
        StringBuilder variable = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean isKept = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            variable.append(isKept ? c : c >= 'a' && c <= 'z' ? Character.toUpperCase(c) : '_');
        }
        return variable.toString();
    }

    static List<String> split(String key) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '"') {
                inQuotes = !inQuotes;
            } else if (c == '.' && !inQuotes) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        return segments;
    }

    /** The known key that was probably meant, if one is close enough: a third of its last segment may differ. */
    static Optional<String> closest(String unknown, Collection<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(unknown, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        int tolerated = Math.max(2, split(unknown).getLast().length() / 3);
        return least <= tolerated ? Optional.of(best) : Optional.empty();
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
