package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.TraceContext;
import io.fusebox.execution.AttemptOrder;
import io.fusebox.specs.world.FuseboxSpec;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the executor is given of a call. */
class AttemptTest extends FuseboxSpec {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void isTheCallAsItWasWritten() {
        givenDestination("payments");

        whenArrives(call("a").setMethod("PUT")
                .setPath("/accounts/7?dry=true")
                .setHeaders(Map.of("X-Tenant", "blue"))
                .setBody(ByteBuffer.wrap(new byte[]{ 1, 2, 3 })));

        AttemptOrder order = thenDestination("payments").lastCall();
        assertThat(order.target()).isEqualTo(URI.create("https://payments.example/accounts/7?dry=true"));
        assertThat(order.call().method()).isEqualTo("PUT");
        assertThat(order.call().headers()).isEqualTo(Map.of("X-Tenant", "blue"));
        assertThat(order.call().body().bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void carriesTheIdAsIdempotencyKey() {
        givenDestination("payments");

        whenCallsArrive("a");

        assertThat(thenDestination("payments").lastCall().call().effectiveIdempotencyKey()).isEqualTo("a");
    }

    @Test
    void carriesTheSameIdempotencyKeyEveryTime() {
        givenDestination("payments").answeringFirst(503, 503);

        whenArrives(call("a").setIdempotencyKey("k-7"));
        whenTimePasses(seconds(5));

        assertThat(world().destination("payments").attempts())
                .extracting(order -> order.call().effectiveIdempotencyKey())
                .containsExactly("k-7", "k-7", "k-7");
    }

    @Test
    void carriesTheProducersTraceAlsoAfterAWait() {
        givenDestination("payments").answeringFirst(503);

        whenArrives(request(call("a")).withHeader("traceparent", TRACEPARENT).withHeader("tracestate", "vendor=x"));
        whenTimePasses(seconds(2));

        assertThat(world().destination("payments").attempts()).extracting(AttemptOrder::trace)
                .containsOnly(Optional.of(new TraceContext(TRACEPARENT, Optional.of("vendor=x"))))
                .hasSize(2);
        assertThat(world().journal().results().getFirst().headers())
                .isEqualTo(Map.of("traceparent", TRACEPARENT, "tracestate", "vendor=x"));
    }

    @Test
    void carriesCredentialsOfItsOwnWhereTheDestinationAcceptsThem() {
        givenDestination("payments").acceptingCredentials();

        whenArrives(call("a").setHeaders(Map.of("Authorization", "Bearer mine")));

        thenCall("a").hasSucceeded();
        assertThat(thenDestination("payments").lastCall().call().headers())
                .isEqualTo(Map.of("Authorization", "Bearer mine"));
    }

    @Test
    void hasTheTimeThatItsDestinationAllows() {
        givenDestination("payments");

        whenCallsArrive("a");

        assertThat(thenDestination("payments").lastCall().timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void hasLessTimeWhereTheCallAsksForLess() {
        givenDestination("payments");

        whenArrives(call("a").setTimeoutMs(700));

        assertThat(thenDestination("payments").lastCall().timeout()).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void hasNoMoreTimeWhereTheCallAsksForMore() {
        givenDestination("payments");

        whenArrives(call("a").setTimeoutMs(60_000));

        assertThat(thenDestination("payments").lastCall().timeout()).isEqualTo(Duration.ofSeconds(10));
    }
}
