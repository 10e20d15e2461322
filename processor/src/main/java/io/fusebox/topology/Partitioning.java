package io.fusebox.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a destination lives on: the Java producer's rule, murmur2 of the key. Other clients have other rules. */
public record Partitioning(int partitions) {
    public int of(String destination) {
        return Utils.toPositive(Utils.murmur2(destination.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
