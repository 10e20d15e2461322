package io.fusebox.dispatch;

/** The id of a call that has come to a destination; the same id means another call elsewhere. */
public record SeenId(String destination, String id) {}
