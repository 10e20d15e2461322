package io.fusebox.bench.scenarios;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Run;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import io.fusebox.bench.Window;
import java.util.List;

/** Calls a second, and CPU per call, of a contender whose topic holds a million. */
public final class Throughput implements Scenario {
    private static final String CPU = "cpu";
    private static final int CALLS = 1_000_000;

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
        return Trial.of(this, contenders, contender -> {
            try (Run run = new Run(site, contender)) {
                Window window = Amount.whenWarm(site, contender, CALLS).measure(run);
                return List.of(window.readCallsPerSecond(), window.readCpuPerCall());
            }
        });
    }
}
