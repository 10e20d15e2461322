package io.fusebox.fuzzing;

import io.fusebox.schemas.Attempt;
import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.CommandKind;
import io.fusebox.schemas.Delivery;
import io.fusebox.schemas.OperatorCommand;
import io.fusebox.schemas.ParkReason;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.SourcePosition;
import io.fusebox.schemas.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Records that are well-formed, though not always sensible. */
final class Samples {
    private static final Duration FAR_AHEAD = Duration.ofDays(70_000);

    private final RandomGenerator random;
    private final Texts texts;
    private final List<String> destinations;
    private final Supplier<Instant> clock;
    private int calls;

    Samples(RandomGenerator random, List<String> destinations, Supplier<Instant> clock) {
        this.random = random;
        this.texts = new Texts(random);
        this.destinations = destinations;
        this.clock = clock;
    }

    String destination() {
        return texts.or(texts.oneOf(destinations));
    }

    CallRequest call() {
        CallRequest.Builder call = CallRequest.newBuilder()
                .setId(texts.or("call-" + ++calls))
                .setDestination(destination())
                .setMethod(texts.method());
        if (random.nextInt(15) == 0) {
            call.setDestination(null).setUrl(texts.or("https://ad-hoc.example/x"));
        } else if (random.nextInt(4) > 0) {
            call.setPath(texts.or("/charge?x=1"));
        }
        if (often()) {
            call.setBody(ByteBuffer.wrap(texts.or("{\"amount\":5}").getBytes(StandardCharsets.UTF_8)));
        }
        if (often()) {
            call.setHeaders(new TreeMap<>(Map.of(texts.or("X-Note"), texts.or("a"))));
        }
        if (often()) {
            // Sorted: the order of Map.of changes with every start, and with it what a seed brings.
            call.setMetadata(new TreeMap<>(Map.of(texts.or("tenant"), texts.or("a"), "b", texts.or("c"))));
        }
        if (seldom()) {
            call.setOperation(texts.or("write")).setOrderingKey(texts.or("k"));
        }
        if (seldom()) {
            call.setIdempotencyKey(texts.or("once")).setReplyKey(texts.or("reply"));
        }
        if (seldom()) {
            call.setNotBefore(time());
        }
        if (seldom()) {
            call.setDeadline(time());
        }
        if (seldom()) {
            call.setTimeoutMs(number()).setMaxAttempts(number());
        }
        return call.build();
    }

    ParkedCall parked() {
        Delivery.Builder delivery = Delivery.newBuilder()
                .setRequest(call())
                .setSource(new SourcePosition(texts.or("fusebox.requests"), random.nextInt(3), random.nextLong(-1, 9)))
                .setReceivedAt(time())
                .setAttemptsMade(number())
                .setAttemptsCounted(number())
                .setReplay(random.nextInt(-1, 3));
        if (seldom()) {
            delivery.setTrace(
                    new Trace(texts.or("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), texts.or("a=b")));
        }
        if (often()) {
            delivery.setAttempts(List.of(Attempt.newBuilder()
                    .setNumber(number())
                    .setStartedAt(time())
                    .setDurationMs(random.nextLong(-1, 10_000))
                    .setProbe(random.nextBoolean())
                    .setOutcome(texts.or("503"))
                    .setHttpStatus(random.nextInt(-1, 700))
                    .setMessage(texts.or("HTTP 503"))
                    .build()));
        }
        ParkReason[] reasons = ParkReason.values();
        boolean farAhead = seldom();
        return ParkedCall.newBuilder()
                .setDelivery(delivery.build())
                .setReason(reasons[random.nextInt(reasons.length)])
                .setNotBefore(farAhead ? clock.get().plus(FAR_AHEAD) : time())
                .setExpiresAt(farAhead ? clock.get().plus(FAR_AHEAD).plusSeconds(1) : time())
                .build();
    }

    OperatorCommand command() {
        CommandKind[] kinds = CommandKind.values();
        OperatorCommand.Builder command = OperatorCommand.newBuilder()
                .setKind(kinds[random.nextInt(kinds.length)])
                .setAt(time());
        if (often()) {
            command.setDestination(destination()).setOperation(texts.or("write"));
        }
        if (often()) {
            command.setPartition(random.nextInt(-1, 4)).setNonce(texts.or("nonce"));
        }
        if (seldom()) {
            command.setReason(texts.or("maintenance")).setBy(texts.or("somebody"));
        }
        return command.build();
    }

    /** Whole days: how long the registry takes to answer must not change what a seed brings. */
    private Instant time() {
        Instant tomorrow = clock.get().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        return switch (random.nextInt(40)) {
            case 0 -> Instant.EPOCH;
            case 1 -> Instant.ofEpochMilli(Long.MAX_VALUE);
            case 2 -> Instant.ofEpochMilli(Long.MIN_VALUE);
            case 3 -> Instant.ofEpochMilli(random.nextLong());
            case 4, 5, 6, 7 -> tomorrow.minusSeconds(random.nextInt(1_000_000));
            case 8, 9, 10, 11 -> tomorrow.plus(FAR_AHEAD);
            default -> tomorrow.plusSeconds(random.nextInt(2_000_000));
        };
    }

    private int number() {
        return switch (random.nextInt(24)) {
            case 0 -> random.nextInt();
            case 1 -> Integer.MAX_VALUE;
            case 2 -> 0;
            default -> 1 + random.nextInt(20);
        };
    }

    private boolean often() {
        return random.nextBoolean();
    }

    private boolean seldom() {
        return random.nextInt(6) == 0;
    }
}
