package io.fusebox.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;

/** Kafka does not describe all of its metrics; Prometheus wants a word on each. */
final class HelpForAll implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
        String help = id.getDescription();
        return help == null || help.isBlank() ? new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(),
                id.getName().replace('.', ' '), id.getType()) : id;
    }
}
