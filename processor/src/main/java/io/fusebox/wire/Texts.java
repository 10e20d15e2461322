package io.fusebox.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Foreign text, made fit for a line in a report. */
final class Texts {
    private Texts() {}

    /** At most so many characters, no control characters; where something is cut, an ellipsis says so. */
    static String shorten(String text, int limit) {
        String line = text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
        return line.chars().noneMatch(Character::isISOControl) ? line : line.replaceAll("\\p{Cntrl}", " ");
    }

    /** The text that the bytes are; empty where they are not UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
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
        return isWellFormed(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
