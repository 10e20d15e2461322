package io.fusebox.bench;

/** How the calls come to a contender. */
public enum Feed {
    /** It makes up its own. */
    NONE,
    /** From a topic: the key is the destination, the value the body. */
    RAW,
    /** From a topic, as Fusebox wants them: each is a {@code CallRequest} in Avro, with the same body. */
    AVRO
}
