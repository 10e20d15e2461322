package io.fusebox.bench.run;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Scale;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import io.fusebox.bench.report.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Measures scenario by scenario, round by round; each round begins with another contender. */
final class Benchmarks {
    private final List<Scenario> scenarios;
    private final List<Contender> contenders;
    private final Figures figures = new Figures();
    private final List<String> failures = new ArrayList<>();

    Benchmarks(List<Scenario> scenarios, List<Contender> contenders) {
        this.scenarios = scenarios;
        this.contenders = contenders;
    }

    /** What could not be measured does not keep the rest from it. */
    void run(Scale scale) {
        try (Site site = new Site(scale)) {
            for (Scenario scenario : scenarios) {
                List<Trial> trials = new ArrayList<>(scenario.trials(site, contenders));
                for (int round = 1; round <= scale.rounds(); round++) {
                    for (Trial trial : trials) {
                        measure(scenario, trial, "round %d of %d".formatted(round, scale.rounds()));
                    }
                    Collections.rotate(trials, -1);
                }
            }
        }
    }

    private void measure(Scenario scenario, Trial trial, String round) {
        long begin = System.nanoTime();
        String what = "%s, %s, %s".formatted(scenario.name(), trial.contender(), round);
        try {
            List<Reading> readings = trial.measure();
            readings.forEach(it -> figures.add(scenario.lineOf(it), trial.contender(), it));
            System.out.printf("bench: %s, %d s: %s%n", what, (System.nanoTime() - begin) / 1_000_000_000L,
                    readings.stream().map(Benchmarks::text).collect(Collectors.joining(" · ")));
        } catch (Exception e) {
            failures.add("%s: %s".formatted(what, e));
            System.out.printf("bench: %s: FAILED: %s%n", what, e);
        }
    }

    private static String text(Reading reading) {
        return String.format(Locale.ROOT, "%s %,.2f %s", reading.metric(), reading.value(), reading.unit()).strip();
    }

    Figures figures() {
        return figures;
    }

    /** One line each. */
    List<String> failures() {
        return failures;
    }
}
