package io.fusebox.board;

import io.fusebox.breaker.BreakerState;
import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.Pause;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is alarming about a board. */
public final class Alerts {
    /** The failure rate above which a breaker is warned of, 0 to 1. */
    public static final double FAILURE_RATE = 0.5;

    private Alerts() {}

    /**
     * Critical ones first, then the sickest breakers. A breaker that is open for its failure rate has two.
     *
     * @param failureRate warn of a failure rate above ({@code >}) this, 0 to 1
     */
    public static List<Alert> of(Board board, double failureRate) {
        List<BreakerStatus> breakers = Overview.of(board).breakers();
        Stream<Alert> stale = board.staleSince().<Alert>map(Alert.BoardStale::new).stream();
        Stream<Alert> open = breakers.stream().filter(Alerts::isOpen).map(Alert.CircuitOpen::new);
        Stream<Alert> failing = breakers.stream()
                .filter(breaker -> breaker.metrics().failureRate() > failureRate)
                .map(breaker -> new Alert.HighFailureRate(breaker, failureRate));
        return Stream.of(open, paused(breakers), stale, board.invalidPolicies().stream(), failing)
                .<Alert>flatMap(alerts -> alerts)
                .sorted(Comparator.comparing(Alert::severity))
                .toList();
    }

    /** One for each destination, whichever of its breakers tells it. */
    private static Stream<Alert> paused(List<BreakerStatus> breakers) {
        Map<String, Alert> byDestination = new LinkedHashMap<>();
        for (BreakerStatus breaker : breakers) {
            breaker.pause()
                    .filter(pause -> pause.by() != Pause.By.DESTINATION)
                    .ifPresent(pause -> byDestination.putIfAbsent(breaker.name().destination(),
                            new Alert.DestinationPaused(breaker, pause)));
        }
        return byDestination.values().stream();
    }

    private static boolean isOpen(BreakerStatus breaker) {
        BreakerState.Kind state = breaker.state();
        return state == BreakerState.Kind.OPEN || state == BreakerState.Kind.FORCED_OPEN;
    }
}
