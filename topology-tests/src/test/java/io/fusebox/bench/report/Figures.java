package io.fusebox.bench.report;

import io.fusebox.bench.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All readings so far. */
public final class Figures {
    private record Key(String scenario, String contender, String metric, String unit) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    public void add(String scenario, String contender, Reading reading) {
        values.computeIfAbsent(new Key(scenario, contender, reading.metric(), reading.unit()), _ -> new ArrayList<>())
                .add(reading.value());
    }

    /** In the order of their first readings. */
    public List<Figure> all() {
        return values.entrySet()
                .stream()
                .map(it -> new Figure(it.getKey().scenario, it.getKey().contender, it.getKey().metric,
                        it.getKey().unit, List.copyOf(it.getValue())))
                .toList();
    }

    Optional<Figure> find(String scenario, String contender, String metric) {
        return of(scenario, metric).stream().filter(it -> it.contender().equals(contender)).findFirst();
    }

    /** Of all contenders. */
    List<Figure> of(String scenario, String metric) {
        return all().stream().filter(it -> it.scenario().equals(scenario) && it.metric().equals(metric)).toList();
    }
}
