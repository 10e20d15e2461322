package io.fusebox.board;

import io.fusebox.breaker.BreakerStatus;
import io.fusebox.call.BreakerName;
import io.fusebox.wire.CompactedTopicFollower;
import io.fusebox.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records to statuses. What cannot be read leaves the breaker's status as it was.
 *
 * <p>Threading notes: told on one thread, read on all: what they read is replaced as a whole.
 */
final class StatusListener implements CompactedTopicFollower.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(StatusListener.class);

    private final Function<byte[], Decoded<BreakerStatus>> decoder;
    private final Map<BreakerName, BreakerStatus> statuses = new HashMap<>();
    private volatile Map<BreakerName, BreakerStatus> latest = Map.of();

    StatusListener(Function<byte[], Decoded<BreakerStatus>> decoder) {
        this.decoder = decoder;
    }

    @Override
    public boolean accept(byte[] key, Optional<byte[]> value) {
        BreakerName name = BreakerName.parse(new String(key, StandardCharsets.UTF_8));
        if (value.isEmpty()) {
            statuses.remove(name);
            return true;
        }
        return switch (decoder.apply(value.get())) {
            case Decoded.Read<BreakerStatus>(BreakerStatus status) -> {
                put(name, status);
                yield true;
            }
            case Decoded.Malformed<BreakerStatus>(String reason) -> {
                leaveOut(name, reason);
                yield true;
            }
            case Decoded.NotYet<BreakerStatus> _ -> false;
        };
    }

    private void put(BreakerName name, BreakerStatus status) {
        if (status.name().equals(name)) {
            statuses.put(name, status);
        } else {
            leaveOut(name, "it is the status of " + status.name());
        }
    }

    private static void leaveOut(BreakerName name, String reason) {
        LOG.atWarn().addKeyValue("breaker", name).addKeyValue("reason", reason).log("Left out a breaker's status");
    }

    @Override
    public void caughtUp() {
        latest = Map.copyOf(statuses);
    }

    Map<BreakerName, BreakerStatus> latest() {
        return latest;
    }
}
