package io.fusebox.dispatch;

/**
 * A parked call with an ordering key.
 *
 * @param number of its turn
 * @param key where it is parked
 */
public record ParkedTurn(long number, ParkingKey key) {}
