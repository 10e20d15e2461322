package io.fusebox.bench.report;

import java.util.function.Function;
import java.util.Optional;

/**
 * What is aimed for.
 *
 * @param figure that is held against it; empty where it was not measured
 * @param atLeast whether the bound is the least, else the most
 */
public record Goal(Function<Figures, Optional<Figure>> figure, boolean atLeast, double bound) {

    static Goal atLeast(double bound, Function<Figures, Optional<Figure>> figure) {
        return new Goal(figure, true, bound);
    }

    static Goal atMost(double bound, Function<Figures, Optional<Figure>> figure) {
        return new Goal(figure, false, bound);
    }

    boolean isMetBy(Figure reached) {
        return atLeast ? reached.median() >= bound : reached.median() <= bound;
    }

    String text() {
        return (atLeast ? "≥ " : "≤ ") + Numbers.text(bound);
    }
}
