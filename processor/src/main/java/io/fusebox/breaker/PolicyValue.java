package io.fusebox.breaker;

/**
 * A knob's value, as shown to people.
 *
 * @param origin where it came from: {@code preset standard}, {@code defaults}, {@code destinations.payments}
 */
public record PolicyValue(String value, String origin) {}
