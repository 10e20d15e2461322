package io.fusebox.wire;

/** Foreign text, made fit for a line in a report. */
final class Texts {
    private Texts() {}

    /** At most so many characters, no control characters; where something is cut, an ellipsis says so. */
    static String shorten(String text, int limit) {
        String line = text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
        return line.chars().noneMatch(Character::isISOControl) ? line : line.replaceAll("\\p{Cntrl}", " ");
    }
}
