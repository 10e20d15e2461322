package io.fusebox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;

class HelpForAllTest {
    private static Meter.Id id(String description) {
        return new Meter.Id("kafka.producer.node.request.latency.avg", Tags.of("node-id", "1"), null, description,
                Meter.Type.GAUGE);
    }

    @Test
    void describesByItsNameWhatNobodyHasDescribed() {
        assertThat(new HelpForAll().map(id("")).getDescription()).isEqualTo("kafka producer node request latency avg");
        assertThat(new HelpForAll().map(id(null)).getDescription())
                .isEqualTo("kafka producer node request latency avg");
    }

    @Test
    void leavesAllElseAsItIs() {
        assertThat(new HelpForAll().map(id("mean latency")).getDescription()).isEqualTo("mean latency");
        assertThat(new HelpForAll().map(id(""))).isEqualTo(id("mean latency"));
    }
}
