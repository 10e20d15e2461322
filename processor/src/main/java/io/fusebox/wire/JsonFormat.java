package io.fusebox.wire;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** How JSON is read and written on topics. */
final class JsonFormat {
    static final int DEPTH = 200;
    private static final int DOCUMENT = 32 << 20;

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxDocumentLength(DOCUMENT)
                    .maxStringLength(DOCUMENT)
                    .build())
            // Messages quote at most this much of what a producer wrote.
            .errorReportConfiguration(ErrorReportConfiguration.builder().maxErrorTokenLength(20).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Names are the producers': a table of all that were ever seen would grow, and can be made to collide.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonFormat() {}

    /** Whether it begins with an opening brace, after white space (RFC 8259, section 2). */
    static boolean beginsObject(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return b == '{';
            }
        }
        return false;
    }
}
