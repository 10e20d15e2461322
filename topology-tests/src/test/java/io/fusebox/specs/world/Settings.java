package io.fusebox.specs.world;

/**
 * What a spec may set before Fusebox starts.
 *
 * @param partitions how many there are said to be; the driver is always the first of them
 * @param requestLimit the largest body, in bytes
 * @param maxRecordBytes the largest result or dead letter
 */
record Settings(int partitions, boolean tellDeferred, boolean jsonResults, int requestLimit, int maxRecordBytes) {
    /** The limits are those of production. */
    static final Settings DEFAULT = new Settings(1, false, false, 512 << 10, 1_310_720);

    Settings withPartitions(int number) {
        return new Settings(number, tellDeferred, jsonResults, requestLimit, maxRecordBytes);
    }

    Settings withDeferredResults() {
        return new Settings(partitions, true, jsonResults, requestLimit, maxRecordBytes);
    }

    Settings withJsonResults() {
        return new Settings(partitions, tellDeferred, true, requestLimit, maxRecordBytes);
    }
}
