package io.fusebox.wire;

import java.nio.charset.StandardCharsets;

/** Foreign text, made fit for a line in a report. */
final class Texts {
    private Texts() {}

    /** At most so many characters, no control characters; where something is cut, an ellipsis says so. */
    static String shorten(String text, int limit) {
        String line = text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
        return line.chars().noneMatch(Character::isISOControl) ? line : line.replaceAll("\\p{Cntrl}", " ");
    }

    /** Whether UTF-8 can hold it: half of a surrogate pair is no character. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            }
        }
        return true;
    }

    static String wellFormed(String text) {
        return isWellFormed(text)
                ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
