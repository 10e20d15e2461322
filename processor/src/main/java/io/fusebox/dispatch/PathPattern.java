package io.fusebox.dispatch;

import java.util.List;

/**
 * Which paths are meant: {@code *} stands for any characters within a segment, {@code **} as a segment of its own for any number of
 * segments, also none. So {@code /v1/charges/**} is {@code /v1/charges} and all below it. All else stands for itself.
 *
 * <p>Matching goes over a path once, whatever stands in it: its time is at most the product of both lengths.
 *
 * @param segments what stands between the slashes
 */
public record PathPattern(List<String> segments) {
    private static final String ANY_SEGMENTS = "**";

    public PathPattern {
        segments = List.copyOf(segments);
    }

    /** @param text begins with a slash */
    public static PathPattern of(String text) {
        return new PathPattern(split(text));
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** @param path begins with a slash, and has no query */
    boolean matches(String path) {
        // Of the pattern's beginnings, those that the path's beginning matches.
        boolean[] reached = new boolean[segments.size() + 1];
        reached[0] = true;
        passOverNone(reached);
        for (String segment : split(path)) {
            reached = after(segment, reached);
        }
        return reached[segments.size()];
    }

    private boolean[] after(String segment, boolean[] reached) {
        boolean[] next = new boolean[reached.length];
        for (int i = 0; i < segments.size(); i++) {
            if (reached[i] && segments.get(i).equals(ANY_SEGMENTS)) {
                next[i] = true;
            } else if (reached[i] && matches(segments.get(i), segment)) {
                next[i + 1] = true;
            }
        }
        passOverNone(next);
        return next;
    }

    /** Any number of segments may be none. */
    private void passOverNone(boolean[] reached) {
        for (int i = 0; i < segments.size(); i++) {
            reached[i + 1] |= reached[i] && segments.get(i).equals(ANY_SEGMENTS);
        }
    }

    /** Only the last star is ever tried again: what stood before it fits as early as it can. */
    private static boolean matches(String pattern, String segment) {
        int p = 0;
        int s = 0;
        int star = -1;
        int afterStar = 0;
        while (s < segment.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                afterStar = s;
            } else if (p < pattern.length() && pattern.charAt(p) == segment.charAt(s)) {
                p++;
                s++;
            } else if (star >= 0) {
                p = star + 1;
                s = ++afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
