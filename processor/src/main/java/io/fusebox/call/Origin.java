package io.fusebox.call;

/** Where a record was first read: the coordinates that a dead letter names. */
public record Origin(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
