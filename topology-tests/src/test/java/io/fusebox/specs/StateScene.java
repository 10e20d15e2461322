package io.fusebox.specs;

import io.fusebox.breaker.Breaker;
import io.fusebox.breaker.BreakerPolicy;
import io.fusebox.breaker.BreakerPreset;
import io.fusebox.breaker.BreakerSnapshot;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Operator;
import io.fusebox.call.Origin;
import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.schemas.CallRequest;
import io.fusebox.specs.world.World;
import io.fusebox.wire.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * A moment at which the stores hold a row of every kind: how it comes about, and who is in it. Each destination is there for one kind.
 *
 * <pre>
 * in-flight   "first" is being made                       parked      four wait for an open breaker, one with a deadline
 *             "second" waits in memory for its place       scheduled   one waits for its time
 * probing     a drained call probes in half-open           unread      one could not be read yet
 * once        a call is under way that is never sent twice on-its-way  one is written to the retry topic, and not read back
 * forced-open, forced-closed, disabled, ramping-up         breakers in these states
 * </pre>
 */
final class StateScene {
    /** When whoever restores it takes over. */
    static final Instant END = World.START.plusSeconds(61);
    static final int UNREAD_SLOT = 40;
    static final int ON_ITS_WAY_SLOT = 41;

    private static final BreakerPolicy CLASSIC = BreakerPreset.CLASSIC.policy()
            .toBuilder()
            .openIntervalJitter(0)
            .build();

    private StateScene() {}

    /** The destinations; the same policies as then. */
    static void configure(World world) {
        world.configured("in-flight").withConcurrency(1);
        world.configured("parked").withBreaker(breaker -> breaker.openInterval(Duration.ofMinutes(5)));
        world.configured("probing").withBreaker(breaker -> breaker.openInterval(Duration.ofMinutes(1)));
        world.configured("scheduled");
        world.configured("once");
        world.configured("unread");
        world.configured("on-its-way");
        world.configured("forced-open");
        world.configured("forced-closed");
        world.configured("disabled").withoutBreaker();
        world.configured("ramping-up").withBreaker(breaker -> breaker.rampUp(Duration.ofMinutes(5)));
    }

    /** Lets it come about in a world that has not begun, and adds what passes too quickly to be met with. */
    static void play(World world) {
        configure(world);
        openWithOneCallLeft(world, "probing");
        openWithOneCallLeft(world, "parked");
        arrive(world, "parked", "waits-1", "waits-2");
        world.pipe(world.producer().request(call("parked", "expires").setDeadline(END.plusSeconds(30))));
        world.pipe(world.producer().request(call("scheduled", "later").setNotBefore(END.plusSeconds(600))));
        world.configured("probing").hanging();
        world.configured("once").thatIsNotIdempotent().hanging();
        world.pass(Duration.between(world.now(), World.START.plusSeconds(60)).plusMillis(500));
        world.configured("in-flight").hanging();
        arrive(world, "in-flight", "first", "second");
        arrive(world, "once", "once");
        world.pass(Duration.between(world.now(), END));
        brief(world::addState);
    }

    /** Calls that fail open it; each waits for its second attempt, or for the breaker. */
    private static void openWithOneCallLeft(World world, String destination) {
        world.configured(destination).failing();
        for (int i = 1; i <= 5; i++) {
            arrive(world, destination, destination + "-" + i);
        }
    }

    private static void arrive(World world, String destination, String... ids) {
        for (String id : ids) {
            world.pipe(world.producer().request(call(destination, id)));
        }
    }

    static CallRequest.Builder call(String destination, String id) {
        return CallRequest.newBuilder().setId(id).setDestination(destination).setPath("/charge");
    }

    private interface Rows {
        void add(String store, byte[] key, byte[] value);
    }

    private static void brief(Rows rows) {
        StateCodec<LedgerRow> ledger = StateCodec.ledger();
        rows.add("ledger", slot(UNREAD_SLOT),
                ledger.encode(new LedgerRow.Unread(
                        new RawRecord(new Origin("fusebox.requests", 0, 99), END, Optional.of(Payload.ofText("unread")),
                                Optional.of(Payload
                                        .ofText("{\"id\":\"unread\",\"destination\":\"unread\",\"path\":\"/charge\"}")),
                                List.of(new RawRecord.Header("note", Optional.of(Payload.ofText("as it was"))))),
                        END)));
        rows.add("ledger", slot(ON_ITS_WAY_SLOT),
                ledger.encode(new LedgerRow.Parking(BreakerName.of("on-its-way"), END, Optional.empty())));
        StateCodec<BreakerSnapshot> breakers = StateCodec.breakers();
        BiConsumer<String, Breaker> keep = (name, breaker) -> rows.add("breakers",
                name.getBytes(StandardCharsets.UTF_8), breakers.encode(breaker.snapshot(END)));
        Breaker forcedOpen = breaker("forced-open", CLASSIC);
        forcedOpen.forceOpen(Operator.UNNAMED, END);
        keep.accept("forced-open", forcedOpen);
        Breaker forcedClosed = breaker("forced-closed", CLASSIC);
        forcedClosed.forceClosed(Operator.UNNAMED, END);
        keep.accept("forced-closed", forcedClosed);
        keep.accept("disabled", breaker("disabled", CLASSIC.toBuilder().mode(BreakerPolicy.Mode.DISABLED).build()));
        Breaker rampingUp = breaker("ramping-up", CLASSIC.toBuilder().rampUp(Duration.ofMinutes(5)).build());
        rampingUp.forceOpen(Operator.UNNAMED, END);
        rampingUp.reset(Operator.UNNAMED, END);
        keep.accept("ramping-up", rampingUp);
    }

    private static Breaker breaker(String name, BreakerPolicy policy) {
        return new Breaker(BreakerName.of(name), policy, new Random(1), _ -> {}, World.START);
    }

    private static byte[] slot(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
