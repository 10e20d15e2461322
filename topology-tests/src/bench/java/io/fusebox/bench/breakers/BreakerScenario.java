package io.fusebox.bench.breakers;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Reading;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.Site;
import io.fusebox.bench.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What a closed breaker costs a call: nanoseconds and garbage, by one thread and by one per core. Needs no site. */
public final class BreakerScenario implements Scenario {
    private static final String UNIT = "ns";

    @Override
    public String name() {
        return "breaker";
    }

    @Override
    public List<Trial> trials(Site site, List<Contender> contenders) {
        List<Trial> trials = new ArrayList<>();
        Arrays.stream(Library.values()).map(OfLibrary::new).forEach(trials::add);
        trials.add(new OfTheClock());
        return trials;
    }

    private record OfLibrary(Library library) implements Trial {
        private static final String PER_CORE = "%s, a thread per core, %s";

        @Override
        public String contender() {
            return library.label();
        }

        @Override
        public List<Reading> measure() throws RunnerException {
            List<Reading> readings = new ArrayList<>();
            for (Window window : Window.values()) {
                String by = window.label();
                Jmh.Score alone = Jmh.own(library, window, 1);
                readings.add(new Reading(by, alone.nanos(), UNIT));
                readings.add(new Reading(by + ", garbage", alone.bytes(), "B"));
                int cores = Runtime.getRuntime().availableProcessors();
                readings.add(new Reading(PER_CORE.formatted(by, "a breaker each"),
                        Jmh.own(library, window, cores).nanos(), UNIT));
                if (library.isShareable()) {
                    readings.add(new Reading(PER_CORE.formatted(by, "one breaker"),
                            Jmh.shared(library, window, cores).nanos(), UNIT));
                }
            }
            return readings;
        }
    }

    /** It is in the libraries' figures by time, for they read it themselves, and not in Fusebox'. */
    private record OfTheClock() implements Trial {
        @Override
        public String contender() {
            return "clock alone";
        }

        @Override
        public List<Reading> measure() throws RunnerException {
            return List.of(new Reading("one look", Jmh.clock().nanos(), UNIT));
        }
    }
}
