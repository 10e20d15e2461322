package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.dispatch.FallbackChain;
import io.fusebox.dispatch.FallbackPolicy;
import io.fusebox.dispatch.FallbackPolicy.CacheLimits;
import io.fusebox.dispatch.FallbackStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackReaderTest {
    private static final String EU = "  eu: { base-url: http://eu.example }\n";

    @TempDir
    Path directory;

    private GivenConfig given(String payments) {
        return new GivenConfig(directory).fusebox("destinations:\n" + EU
                + "  payments:\n    base-url: http://payments.example\n" + payments.indent(4));
    }

    @Test
    void aWholeChainIsRead() {
        FallbackPolicy policy = given("""
                fallback: [cache, { backup: eu }, default, queue]
                fallback-cache: { max-age: 1h, entries: 5, body-limit: 1KiB }
                fallback-default: { status: 203, headers: { X-From: file }, body: '{"known": false}' }
                operations:
                  write: { fallback: [queue] }
                  read: { fallback: [default], fallback-default: { body: none } }
                """).loadPayments().fallback();

        Response answer = new Response(203, Map.of("x-from", "file"), Payload.ofText("{\"known\": false}"), false);
        assertThat(policy.chain()).isEqualTo(FallbackChain.of(new FallbackStep.Cache(), new FallbackStep.Backup("eu"),
                new FallbackStep.Default(answer), new FallbackStep.Queue()));
        assertThat(policy.cache()).isEqualTo(new CacheLimits(Duration.ofHours(1), 5, 1_024));
        assertThat(policy.chainOf(BreakerName.of("payments", "write"))).isEqualTo(FallbackChain.QUEUE);
        assertThat(policy.chainOf(BreakerName.of("payments", "read"))).isEqualTo(FallbackChain
                .of(new FallbackStep.Default(new Response(200, Map.of(), Payload.ofText("none"), false))));
        assertThat(policy.chainOf(BreakerName.of("payments", "other"))).isEqualTo(policy.chain());
    }

    @Test
    void aVariableHoldsAChainToo() {
        assertThat(given("").variable("FUSEBOX_DESTINATIONS_PAYMENTS_FALLBACK", "cache, backup:eu, queue")
                .loadPayments()
                .fallback()
                .chain()).isEqualTo(FallbackChain.of(new FallbackStep.Cache(), new FallbackStep.Backup("eu"),
                        new FallbackStep.Queue()));
    }

    @Test
    void variablesAloneMakeADestinationAndItsBackup() {
        FallbackPolicy policy = new GivenConfig(directory)
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_BASE_URL", "http://localhost:9001")
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_RETRY_MAX_ATTEMPTS", "1")
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_FALLBACK", "cache, backup:payments-eu, queue")
                .variable("FUSEBOX_DESTINATIONS_PAYMENTS_EU_BASE_URL", "http://localhost:9002")
                .loadPayments()
                .fallback();

        assertThat(policy.backups()).containsExactly("payments-eu");
    }

    @Test
    void defaultsHoldForAll() {
        FallbackPolicy policy = new GivenConfig(directory)
                .fusebox("defaults: { fallback: [default], fallback-default: { status: 204 } }\n"
                        + "destinations: { payments: { base-url: http://payments.example } }")
                .loadPayments()
                .fallback();

        assertThat(policy.chain().steps())
                .containsExactly(new FallbackStep.Default(new Response(204, Map.of(), Payload.EMPTY, false)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [cach, queue]          | 'cach' is no step; expected a list of cache, backup:<destination>, default, queue, fail
            [queue, cache]         | has queue before cache, which nothing comes after; put it last
            [fail, queue]          | has fail before queue, which nothing comes after; put it last
            [cache]                | does not say what becomes of a call that nobody answers; end it with queue, fail or default
            [backup: eu]           | does not say what becomes of a call that nobody answers; end it with queue, fail or default
            [cache, cache, queue]  | has cache twice; keep one of them
            [default]              | has default, but there is no answer; set fallback-default.status or fallback-default.body
            [backup: us, queue]    | the backup 'us' is no destination; add it under fusebox.destinations
            [backup: payments, fail] | is its own backup; name another destination
            """)
    void aMistakeIsNamedWithItsMend(String chain, String problem) {
        assertThat(given("fallback: " + chain).problems())
                .containsExactly("fusebox.destinations.payments.fallback: " + problem + " (fusebox.yaml:6)");
    }

    @Test
    void aCycleIsNamedWhole() {
        assertThat(new GivenConfig(directory).fusebox("""
                destinations:
                  a: { base-url: http://a.example, fallback: [backup: b, queue] }
                  b: { base-url: http://b.example, fallback: [backup: c, queue] }
                  c: { base-url: http://c.example, operations: { read: { fallback: [backup: a, fail] } } }
                """).problems())
                .contains(
                        "fusebox.destinations.a.fallback: its backups lead back to it: a -> b -> c -> a; take one of them out (fusebox.yaml:3)");
    }
}
