package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Run;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import io.fusebox.bench.Window;
import java.util.List;
import java.util.function.UnaryOperator;

/** Calls a second, and CPU per call, of a contender whose topic holds a million. */
public final class Throughput implements Scenario {
    private static final String CPU = "cpu";
    /** Calls that a slow contender is offered, at most what it could make in its window. */
    private static final int SLOW_CALLS_PER_SECOND = 5_000;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public List<String> lines() {
        return List.of(name(), CPU);
    }

    @Override
    public String lineOf(Reading reading) {
        return reading.metric().equals(Window.CPU_PER_CALL) ? CPU : name();
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        return contenders.stream().filter(it -> it.takesPart(name())).map(it -> trial(site, it)).toList();
    }

    private static Trial trial(Site site, Contender contender) {
        return Trial.of(contender.name(), () -> measure(site, contender));
    }

    private static List<Reading> measure(Site site, Contender contender) throws Exception {
        int calls = contender.window()
                .map(it -> (int) Math.min(site.scale().calls(), SLOW_CALLS_PER_SECOND * it.toSeconds()))
                .orElse(site.scale().calls());
        int warmUp = calls / 5;
        try (Run run = new Run(site, contender, UnaryOperator.identity())) {
            run.fill(warmUp + calls);
            run.start();
            return Window.measure(run, warmUp, calls, contender.window()).readings();
        }
    }
}
