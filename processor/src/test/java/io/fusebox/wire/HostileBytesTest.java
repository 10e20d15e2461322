package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.call.Parked;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, a record is read or malformed: nothing throws, and nothing takes memory or time that the bytes do not have. */
class HostileBytesTest {
    private static final int MUTANTS = 100;
    private static final long SEED = 20_260_117;

    @Test
    void mutatedAndTruncatedRecordsNeverThrow() throws Exception {
        try (var format = new ConfluentWireFormat(new MemoryRegistry())) {
            format.registerAll(new Topics("t."), Duration.ZERO, _ -> {});
            Codecs codecs = new Codecs(new Topics("t."), format, new CodecOptions(false, true, 1 << 20));
            Random random = new Random(SEED);
            int read = 0;
            for (int seed = 0; seed < 150; seed++) {
                Samples samples = new Samples(seed);
                read += survivals(random, codecs.encodeRequest(samples.call()), codecs::decodeRequest);
                read += survivals(random, codecs.encodeParked(samples.parked()), codecs::decodeParked);
                read += survivals(random, codecs.encodeDeadLetter(samples.deadLetter()), codecs::decodeDeadLetter);
                read += survivals(random, codecs.encodeCommand(samples.command()), codecs::decodeCommand);
                read += survivals(random, codecs.encodeStatus(samples.status()), codecs::decodeStatus);
                read += survivals(random, codecs.encodeEvent(samples.stateChange(), "o"), codecs::decodeEvent);
                read += survivals(random, codecs.encodeDestination(samples.settings()), codecs::decodeDestination);
            }
            assertThat(read).as("some mutations leave a record readable").isPositive();
        }
    }

    @Test
    void mutatedAndTruncatedJsonNeverThrows() throws Exception {
        try (var format = new ConfluentWireFormat(new MemoryRegistry())) {
            Codecs codecs = new Codecs(new Topics("t."), format, new CodecOptions(false, true, 1 << 20));
            byte[] json = """
                    {"id":"a","destination":"d","headers":{"A":"b"},"body":{"x":[1,2.50,"\\u00e4",null,true]},"deadline":"2026-01-31T12:00:00Z",
                     "timeoutMs":5,"metadata":{"k":"v"}}"""
                    .getBytes(StandardCharsets.UTF_8);
            Random random = new Random(SEED);
            int read = 0;
            for (int i = 0; i < 100; i++) {
                read += survivals(random, json, codecs::decodeRequest);
            }
            assertThat(read).isPositive();
        }
    }

    @Test
    void mutatedStateIsReadOrRefusedInOneWay() {
        Random random = new Random(SEED);
        Samples samples = new Samples(SEED);
        StateCodec<Parked> codec = StateCodec.parked();
        byte[] row = codec.encode(samples.parked());
        for (int i = 0; i < 10_000; i++) {
            byte[] mutant = mutate(random, row);
            try {
                codec.decode(mutant);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageStartingWith("a row of the state is no ParkedCall");
            }
        }
    }

    @Test
    void announcedGigabytesAreNotBelieved() {
        byte[] twoGigabytes = { (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 'x' };

        List<Consumer<BoundedDecoder>> readings = List.of(BoundedDecoder::readString, BoundedDecoder::skipString,
                decoder -> decoder.readString(null), decoder -> decoder.readBytes(null), BoundedDecoder::readArrayStart,
                BoundedDecoder::readMapStart, BoundedDecoder::skipArray);
        assertThat(readings).allSatisfy(
                reading -> assertThatThrownBy(() -> reading.accept(new BoundedDecoder().over(twoGigabytes, 0)))
                        .isInstanceOf(MalformedRecordException.class)
                        .hasMessageContainingAll("2147483647", "announced"));
    }

    private static <T> int survivals(Random random, byte[] bytes, Function<byte[], Decoded<T>> decode) {
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            read += survives(random, bytes, decode);
        }
        return read;
    }

    private static <T> int survives(Random random, byte[] bytes, Function<byte[], Decoded<T>> decode) {
        byte[] mutant = mutate(random, bytes);
        try {
            return decode.apply(mutant) instanceof Decoded.Read<T> ? 1 : 0;
        } catch (RuntimeException e) {
            throw new AssertionError("threw for " + Arrays.toString(mutant), e);
        }
    }

    private static byte[] mutate(Random random, byte[] bytes) {
        byte[] mutant = random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
        for (int i = random.nextInt(4); i > 0 && mutant.length > 0; i--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
        return mutant;
    }
}
