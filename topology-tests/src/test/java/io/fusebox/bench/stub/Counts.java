package io.fusebox.bench.stub;

/**
 * What all destinations together have answered since they were reset.
 *
 * @param received requests, also those that are not answered yet
 * @param succeeded answers of 200
 * @param failed answers of 503
 * @param atMicros when this was so
 */
public record Counts(long received, long succeeded, long failed, long atMicros) {}
