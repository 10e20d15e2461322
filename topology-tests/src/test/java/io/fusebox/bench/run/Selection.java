package io.fusebox.bench.run;

import io.fusebox.bench.Contender;
import io.fusebox.bench.Scenario;
import io.fusebox.bench.contenders.BlockingStreams;
import io.fusebox.bench.contenders.Fusebox;
import io.fusebox.bench.contenders.Limit;
import io.fusebox.bench.scenarios.Breadth;
import io.fusebox.bench.scenarios.Flaky;
import io.fusebox.bench.scenarios.Growth;
import io.fusebox.bench.scenarios.Isolation;
import io.fusebox.bench.scenarios.Latency;
import io.fusebox.bench.scenarios.Outage;
import io.fusebox.bench.scenarios.Parked;
import io.fusebox.bench.scenarios.Start;
import io.fusebox.bench.scenarios.Throughput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/** Those there are, and those of them that were asked for. */
final class Selection {
    static final boolean FULL = Boolean.getBoolean("fusebox.bench");
    private static final List<Scenario> SCENARIOS = List.of(new Throughput(), new Latency(), new Isolation(),
            new Flaky(), new Outage(), new Parked(), new Breadth(), new Growth(), new Start());
    private static final List<Contender> CONTENDERS = List.of(new Limit(), new Fusebox(FULL), new BlockingStreams());

    private Selection() {}

    /** As {@code -Dbench.scenarios=a,b} says; all without it. */
    static List<Scenario> scenarios() {
        return asked("bench.scenarios", with(SCENARIOS, Scenario.class), Scenario::lines);
    }

    /** As {@code -Dbench.contenders=x,y} says; all without it. */
    static List<Contender> contenders() {
        return asked("bench.contenders", with(CONTENDERS, Contender.class), it -> List.of(it.name()));
    }

    /** Those that need no more libraries than Fusebox has. */
    static List<Contender> builtIn() {
        return CONTENDERS;
    }

    private static <T> List<T> with(List<T> builtIn, Class<T> type) {
        return Stream.concat(builtIn.stream(), ServiceLoader.load(type).stream().map(ServiceLoader.Provider::get))
                .toList();
    }

    private static <T> List<T> asked(String property, List<T> all, Function<T, List<String>> names) {
        Optional<List<String>> asked = Optional.ofNullable(System.getProperty(property))
                .filter(text -> !text.isBlank())
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList());
        if (asked.isEmpty()) {
            return all;
        }
        List<String> known = all.stream().flatMap(it -> names.apply(it).stream()).toList();
        for (String name : asked.get()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "-D%s: there is no %s; there are %s".formatted(property, name, known));
            }
        }
        return all.stream().filter(it -> names.apply(it).stream().anyMatch(asked.get()::contains)).toList();
    }
}
