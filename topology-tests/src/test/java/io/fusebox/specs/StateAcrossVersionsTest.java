package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.breaker.BreakerState;
import io.fusebox.dispatch.Cargo;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.schemas.Delivery;
import io.fusebox.schemas.ParkReason;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.schemas.SourcePosition;
import io.fusebox.specs.world.FuseboxSpec;
import io.fusebox.specs.world.Input;
import io.fusebox.specs.world.StateFiles;
import io.fusebox.specs.world.World;
import io.fusebox.wire.StateCodec;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What any version up to this one has left in its stores, this one goes on with: {@link StateScene}, as each version wrote it.
 *
 * <p>CONTRIBUTING.md says how the files of a new version are written.
 */
class StateAcrossVersionsTest extends FuseboxSpec {
    private static final Path FILES = Path.of("src/test/resources/state");
    private static final File SCHEMAS = new File("../schemas/src/main/resources/io/fusebox/schemas/state");

    static Stream<String> versions() {
        return Arrays.stream(SCHEMAS.list()).sorted();
    }

    @BeforeAll
    static void keepsThisVersionWhenTold(@TempDir Path stateDirectory) {
        String version = System.getProperty("golden");
        if (version != null) {
            try (World world = new World(stateDirectory)) {
                StateScene.play(world);
                world.keepState(new StateFiles(FILES.resolve(version)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyCallThatAVersionHasLeftEndsAsItMust(String version) {
        StateScene.configure(world());
        world().takeOver(new StateFiles(FILES.resolve(version)), StateScene.END);

        givenFuseboxRuns();
        whenArrives(writtenBeforeAndNotReadBack());
        whenTimePasses(seconds(5));
        // The owner before may still be making the call.
        thenDestination("in-flight").wasCalledFor();
        whenTimePasses(seconds(20));
        // The first has failed by then, and waits for its second attempt.
        thenDestination("in-flight").wasCalledFor("second", "first");
        thenCall("first").hasSucceeded().afterAttempts(2);
        thenCall("second").hasSucceeded().afterAttempts(1);
        // Also where the policy has changed since.
        thenCall("once").isDead(ResultStatus.UNKNOWN);
        thenDestination("once").wasCalledFor();
        thenCall("unread").hasSucceeded();
        thenCall("on-its-way").hasSucceeded();
        whenTimePasses(seconds(6));
        thenCall("expires").isDead(ResultStatus.EXPIRED);
        for (int i = 1; i <= 5; i++) {
            thenCall("probing-" + i).hasSucceeded();
        }
        thenDestination("parked").wasCalledFor();
        whenTimePasses(minutes(5));
        for (int i = 1; i <= 5; i++) {
            thenCall("parked-" + i).hasSucceeded().afterAttempts(2);
        }
        thenCall("waits-1").hasSucceeded().afterAttempts(1);
        thenCall("waits-2").hasSucceeded().afterAttempts(1);
        thenCall("later").hasNoResultYet();
        whenTimePasses(minutes(5));
        thenCall("later").hasSucceeded();
        thenBreaker("parked").wentThrough("open>half_open", "half_open>closed");
        thenBreaker("probing").wentThrough("half_open>closed");
        assertThat(thenBreaker("parked").events().getFirst().getSequence()).isEqualTo(2);
        assertThat(world().journal().rowsOf("ledger")).isZero();
        assertThat(world().journal().rowsOf("parking")).isZero();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyBreakerStaysInTheStateThatItWasIn(String version) {
        StateScene.configure(world());
        world().takeOver(new StateFiles(FILES.resolve(version)), StateScene.END);

        givenFuseboxRuns();
        whenTimePasses(seconds(2));

        assertThat(stateOf("forced-open")).isEqualTo("forced_open");
        assertThat(stateOf("forced-closed")).isEqualTo("forced_closed");
        assertThat(stateOf("disabled")).isEqualTo("disabled");
        assertThat(stateOf("ramping-up")).isEqualTo("closed");
        assertThat(stateOf("parked")).isEqualTo("open");
        assertThat(stateOf("probing")).isEqualTo("half_open");
    }

    private String stateOf(String breaker) {
        return thenBreaker(breaker).status().orElseThrow().getState();
    }

    /** Otherwise a kind of row would be restored nowhere. */
    @ParameterizedTest
    @MethodSource("versions")
    void theFilesHoldARowOfEveryKind(String version) {
        StateFiles files = new StateFiles(FILES.resolve(version));

        List<String> kinds = files.read("ledger")
                .values()
                .stream()
                .map(StateCodec.ledger()::decode)
                .map(StateAcrossVersionsTest::kindOf)
                .distinct()
                .sorted()
                .toList();
        assertThat(kinds).containsExactly("at most once", "drained", "fresh", "parking", "unread", "waiting");
        var states = new TreeSet<BreakerState.Kind>();
        files.read("breakers").values().forEach(row -> states.add(StateCodec.breakers().decode(row).state().kind()));
        assertThat(states).containsExactly(BreakerState.Kind.values());
        assertThat(files.read("parking").keySet()).extracting(key -> (char) key.get(0)).contains('P', 'X');
    }

    private static String kindOf(LedgerRow row) {
        return switch (row) {
            case LedgerRow.Waiting _ -> "waiting";
            case LedgerRow.Parking _ -> "parking";
            case LedgerRow.Unread _ -> "unread";
            case LedgerRow.InFlight flight when flight.atMostOnce() -> "at most once";
            case LedgerRow.InFlight flight -> switch (flight.cargo()) {
                case Cargo.Fresh _ -> "fresh";
                case Cargo.Drained _ -> "drained";
            };
        };
    }

    private Input writtenBeforeAndNotReadBack() {
        return Input.retry("on-its-way",
                avro(ParkedCall.newBuilder()
                        .setDelivery(Delivery.newBuilder()
                                .setRequest(StateScene.call("on-its-way", "on-its-way").build())
                                .setSource(new SourcePosition("fusebox.requests", 0, 98L))
                                .setReceivedAt(StateScene.END)
                                .setAttemptsMade(0)
                                .setAttemptsCounted(0)
                                .build())
                        .setReason(ParkReason.REJECTED)
                        .setNotBefore(StateScene.END)
                        .setExpiresAt(StateScene.END.plusSeconds(3600))
                        .build()))
                .withHeader("fusebox-slot", String.valueOf(StateScene.ON_ITS_WAY_SLOT));
    }
}
