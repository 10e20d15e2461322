package io.fusebox.board;

import static io.fusebox.board.BreakerStatuses.breaker;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.BreakerName;
import io.fusebox.wire.Decoded;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusListenerTest {
    private final Map<String, Decoded<BreakerStatus>> readable = new HashMap<>();
    private final StatusListener listener = new StatusListener(value -> readable.getOrDefault(new String(value, UTF_8),
            new Decoded.Malformed<>("the record is no BreakerStatus")));

    @Test
    void showsTheLatestStatusOfEachBreaker() {
        // given
        BreakerStatus newer = breaker("payments/write").parked(7).status();
        readable.put("old", new Decoded.Read<>(breaker("payments/write").status()));
        readable.put("new", new Decoded.Read<>(newer));

        // when
        listener.accept("payments/write".getBytes(UTF_8), Optional.of("old".getBytes(UTF_8)));
        listener.accept("payments/write".getBytes(UTF_8), Optional.of("new".getBytes(UTF_8)));
        listener.caughtUp();

        // then
        assertThat(listener.latest()).containsExactly(Map.entry(BreakerName.of("payments", "write"), newer));
    }

    @Test
    void forgetsABreakerByItsTombstone() {
        // given
        given("payments");

        // when
        boolean taken = listener.accept("payments".getBytes(UTF_8), Optional.empty());
        listener.caughtUp();

        // then
        assertThat(taken).isTrue();
        assertThat(listener.latest()).isEmpty();
    }

    @Test
    void asksToBeToldAgainWhatCannotBeReadYet() {
        // given
        given("payments");
        readable.put("later", new Decoded.NotYet<>("the schema registry is being asked"));

        // when
        boolean taken = listener.accept("payments".getBytes(UTF_8), Optional.of("later".getBytes(UTF_8)));

        // then
        assertThat(taken).isFalse();
        assertThat(listener.latest()).containsKey(BreakerName.of("payments"));
    }

    @Test
    void keepsWhatItKnowsWhenARecordIsMalformedOrOfAnotherBreaker() {
        // given
        given("payments");
        BreakerStatus known = listener.latest().get(BreakerName.of("payments"));
        readable.put("other", new Decoded.Read<>(breaker("search").status()));

        // when
        boolean malformedTaken = listener.accept("payments".getBytes(UTF_8), Optional.of("what?".getBytes(UTF_8)));
        boolean otherTaken = listener.accept("payments".getBytes(UTF_8), Optional.of("other".getBytes(UTF_8)));
        listener.caughtUp();

        // then
        assertThat(malformedTaken).isTrue();
        assertThat(otherTaken).isTrue();
        assertThat(listener.latest()).containsExactly(Map.entry(BreakerName.of("payments"), known));
    }

    @Test
    void changesNothingThatIsReadUntilTheBatchIsOver() {
        // given
        given("payments");

        // when
        listener.accept("payments".getBytes(UTF_8), Optional.empty());

        // then
        assertThat(listener.latest()).containsKey(BreakerName.of("payments"));
    }

    private void given(String name) {
        readable.put(name, new Decoded.Read<>(breaker(name).status()));
        listener.accept(name.getBytes(UTF_8), Optional.of(name.getBytes(UTF_8)));
        listener.caughtUp();
    }
}
