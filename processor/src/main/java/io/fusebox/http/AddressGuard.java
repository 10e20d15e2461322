package io.fusebox.http;

import io.fusebox.call.Destination;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Permits or refuses to dial an address. It is asked for each address that a host's name resolved to, before every connection
 * and every call on one, and what it permitted is what is dialled: the name is not looked up again.
 *
 * <p>Threading notes: called on event loops, so it must not block.
 */
@FunctionalInterface
public interface AddressGuard {
    /**
     * Permits all. A guard that keeps ad-hoc URLs from private networks takes its place here.
     */
    AddressGuard PERMIT_ALL = (_, _) -> Optional.empty();

    /** @return why the address may not be called, for people; empty where it may */
    Optional<String> refusal(Destination destination, InetAddress address);
}
