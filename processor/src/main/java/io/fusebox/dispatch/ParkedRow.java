package io.fusebox.dispatch;

/** What is kept at hand of a parked call: its place, and how often it was tried. */
public record ParkedRow(ParkingKey key, int attemptsMade) implements Comparable<ParkedRow> {
    @Override
    public int compareTo(ParkedRow other) {
        return key.compareTo(other.key);
    }
}
