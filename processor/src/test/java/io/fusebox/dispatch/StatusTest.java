package io.fusebox.dispatch;

import static io.fusebox.dispatch.Scenario.call;
import static io.fusebox.dispatch.Scenario.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.BreakerStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shown of breakers, and when. */
class StatusTest {
    private static final int MANY = 500;

    private final Scenario world = new Scenario();

    @Test
    void aBreakerThatIsUsedIsShownOnceASecond() {
        world.destination("payments").starts();
        shownAfter(Duration.ZERO);

        world.arrives("a").succeeds("a").arrives("b").succeeds("b");

        assertThat(shownAfter(Duration.ofMillis(500))).isEmpty();
        assertThat(shownAfter(Duration.ofMillis(500))).containsExactly("payments");
        assertThat(shownAfter(Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void veryManyTakeTurns() {
        givenManyInUse();

        List<List<String>> rounds = List.of(shownAfter(Duration.ofSeconds(1)), shownAfter(Duration.ofSeconds(1)),
                shownAfter(Duration.ofSeconds(1)), shownAfter(Duration.ofSeconds(1)));

        assertThat(rounds).extracting(List::size)
                .containsExactly(Statuses.MOST_AT_ONCE, Statuses.MOST_AT_ONCE, MANY - 2 * Statuses.MOST_AT_ONCE, 0);
        Set<String> all = new HashSet<>();
        rounds.forEach(all::addAll);
        assertThat(all).hasSize(MANY);
    }

    @Test
    void aChangeOfStateWaitsForNoTurn() {
        givenManyInUse();
        String name = shownAfter(Duration.ofSeconds(1)).getFirst();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            world.arrives(to(name, call(id))).fails(id);
        }

        world.everything.clear();
        world.timePasses(Duration.ofSeconds(1));

        assertThat(shown().filter(status -> status.name().toString().equals(name)))
                .singleElement()
                .returns(BreakerState.Kind.OPEN, BreakerStatus::state);
    }

    private void givenManyInUse() {
        IntStream.range(0, MANY).forEach(i -> world.destination("d" + i));
        world.starts();
        world.timePasses(Duration.ofSeconds(10));
        for (int i = 0; i < MANY; i++) {
            world.arrives(to("d" + i, call("warm" + i))).succeeds("warm" + i);
        }
        world.everything.clear();
    }

    private List<String> shownAfter(Duration duration) {
        world.everything.clear();
        world.timePasses(duration);
        return shown().map(status -> status.name().toString()).toList();
    }

    private Stream<BreakerStatus> shown() {
        return world.everything.stream()
                .filter(Effect.ShowStatus.class::isInstance)
                .map(effect -> ((Effect.ShowStatus) effect).status());
    }
}
