package io.fusebox.bench;

/** What all measurements share. */
public interface Site {}
