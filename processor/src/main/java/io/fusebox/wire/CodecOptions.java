package io.fusebox.wire;

/**
 * What the configuration says of records.
 *
 * @param jsonResults results as JSON instead of Avro ({@code results.format: json})
 * @param deadLetterBodies whether dead letters keep the body ({@code dead-letters.body: full})
 * @param maxRecordBytes an encoded result or dead letter is no larger, as far as leaving things out goes
 */
public record CodecOptions(boolean jsonResults, boolean deadLetterBodies, int maxRecordBytes) {}
