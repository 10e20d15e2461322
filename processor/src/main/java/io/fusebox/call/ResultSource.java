package io.fusebox.call;

/** Who gave the answer in a result. */
public enum ResultSource {
    DESTINATION, BACKUP, CACHE, DEFAULT, NONE
}
