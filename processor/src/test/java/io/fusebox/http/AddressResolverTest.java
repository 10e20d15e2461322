package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AddressResolverTest {
    private final AtomicInteger lookups = new AtomicInteger();

    private AddressResolver finding(String address) {
        return AddressResolver.of(_ -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.ofLiteral(address));
        });
    }

    @Test
    void remembersWhatItFound() {
        AddressResolver resolver = finding("192.0.2.1");

        assertThat(resolver.resolve("a.test").join()).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
        resolver.resolve("a.test").join();

        assertThat(lookups).hasValue(1);
    }

    @Test
    void forgetsTheOldestOfTooManyHosts() {
        AddressResolver resolver = finding("192.0.2.1");
        for (int i = 0; i < 2_000; i++) {
            resolver.resolve("h" + i + ".test").join();
        }

        resolver.resolve("h1999.test").join();
        assertThat(lookups).hasValue(2_000);
        resolver.resolve("h0.test").join();
        assertThat(lookups).hasValue(2_001);
    }

    @Test
    void remembersAFailureForASecondAtMost() {
        AddressResolver resolver = AddressResolver.of(host -> {
            lookups.incrementAndGet();
            throw new UnknownHostException(host);
        });

        assertThatThrownBy(() -> resolver.resolve("a.test").join()).hasCauseInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> resolver.resolve("a.test").join()).hasCauseInstanceOf(UnknownHostException.class);

        assertThat(lookups).hasValue(1);
        await().until(() -> resolver.resolve("a.test").isDone() && lookups.get() == 2);
    }

    @Test
    void takesAnAddressAsItIs() {
        AddressResolver resolver = finding("192.0.2.1");

        assertThat(resolver.resolve("198.51.100.7").join()).containsExactly(InetAddress.ofLiteral("198.51.100.7"));
        assertThat(resolver.resolve("::1").join()).containsExactly(InetAddress.ofLiteral("::1"));
        assertThat(lookups).hasValue(0);
    }

    @Test
    void looksUpANameThatEndsLikeAnAddress() {
        assertThat(finding("192.0.2.1").resolve("host1").join()).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
    }

    @Test
    void hasNoAnswerWhereTheLookupFindsNothingOrFails() {
        assertThatThrownBy(() -> AddressResolver.of(_ -> List.of()).resolve("a.test").join())
                .hasCauseInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> AddressResolver.of(_ -> {
            throw new SecurityException();
        }).resolve("a.test").join()).hasCauseInstanceOf(SecurityException.class);
    }
}
