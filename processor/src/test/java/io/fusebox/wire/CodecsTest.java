package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Call;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Payload;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.call.ResultStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodecsTest {
    private static final Topics TOPICS = new Topics("fusebox.");
    private static final int ROUNDS = 500;

    private final ConfluentWireFormat format = new ConfluentWireFormat(new MemoryRegistry());
    private final Samples samples = new Samples(42);

    @BeforeEach
    void register() throws Exception {
        format.registerAll(TOPICS, Duration.ZERO, _ -> {});
    }

    @AfterEach
    void close() {
        format.close();
    }

    @Test
    void allThatIsWrittenIsReadBackAsItWas() {
        Codecs codecs = codecs(false, true, 1 << 20);
        for (int i = 0; i < ROUNDS; i++) {
            Call call = samples.call();
            assertThat(codecs.decodeRequest(codecs.encodeRequest(call))).isEqualTo(new Decoded.Read<>(call));
            var parked = samples.parked();
            assertThat(codecs.decodeParked(codecs.encodeParked(parked))).isEqualTo(new Decoded.Read<>(parked));
            var letter = samples.deadLetter();
            assertThat(codecs.decodeDeadLetter(codecs.encodeDeadLetter(letter))).isEqualTo(new Decoded.Read<>(letter));
            var command = samples.command();
            assertThat(codecs.decodeCommand(codecs.encodeCommand(command))).isEqualTo(new Decoded.Read<>(command));
            var settings = samples.settings();
            assertThat(codecs.decodeDestination(codecs.encodeDestination(settings)))
                    .isEqualTo(new Decoded.Read<>(settings));
            var change = samples.stateChange();
            assertThat(codecs.decodeEvent(codecs.encodeEvent(change, "pod-1/0_3")))
                    .isEqualTo(new Decoded.Read<>(new PublishedEvent(change, "pod-1/0_3")));
            var status = samples.status();
            assertThat(codecs.decodeStatus(codecs.encodeStatus(status))).isEqualTo(new Decoded.Read<>(status));
        }
    }

    @Test
    void theCallsOwnBytesBecomeItsBody() {
        Codecs codecs = codecs(false, true, 1 << 20);
        Call call = samples.call();

        var read = (Decoded.Read<Call>) codecs.decodeRequest(codecs.encodeRequest(call));

        assertThat(read.value().body().bytes()).isEqualTo(call.body().bytes());
    }

    @Test
    void aResultsBodyIsCutSoThatTheRecordFits() {
        for (boolean json : new boolean[]{ true, false }) {
            Codecs codecs = codecs(json, true, 20_000);
            for (byte filling : new byte[]{ 'x', '"', 1, (byte) 0xFF }) {
                byte[] body = new byte[100_000];
                Arrays.fill(body, filling);

                byte[] encoded = codecs.encodeResult(answered(Map.of(), body));

                assertThat(encoded).hasSizeBetween(2_000, 20_000);
                assertThat(text(codecs.json(TOPICS.results(), encoded))).contains("\"bodyTruncated\":true");
            }
        }
    }

    @Test
    void theHeadersOfAnAnswerGiveWayWhereItsBodyIsNotEnough() {
        Codecs codecs = codecs(false, true, 20_000);

        byte[] encoded = codecs.encodeResult(answered(Map.of("x-large", "x".repeat(50_000)), new byte[10]));

        assertThat(encoded).hasSizeLessThan(20_000);
        assertThat(text(codecs.json(TOPICS.results(), encoded))).doesNotContain("x-large");
    }

    @Test
    void deadLettersKeepNoBodyWhereNoneIsWanted() {
        Codecs codecs = codecs(false, false, 1 << 20);
        DeadLetter letter = ended(new byte[100]);

        var read = (Decoded.Read<DeadLetter>) codecs.decodeDeadLetter(codecs.encodeDeadLetter(letter));

        assertThat(read.value().bodyOmitted()).isTrue();
        assertThat(read.value()).isEqualTo(letter.withoutBody());
    }

    @Test
    void aDeadLetterThatIsTooLargeKeepsAllButItsBody() {
        Codecs codecs = codecs(false, true, 20_000);
        DeadLetter letter = ended(new byte[30_000]);

        byte[] encoded = codecs.encodeDeadLetter(letter);

        assertThat(encoded).hasSizeLessThan(20_000);
        assertThat(codecs.decodeDeadLetter(encoded)).isEqualTo(new Decoded.Read<>(letter.withoutBody()));
    }

    private DeadLetter ended(byte[] body) {
        Result result = withStatus(ResultStatus.EXHAUSTED);
        Call call = result.delivery().call();
        Call sized = new Call(call.id(), call.destination(), call.operation(), call.method(), call.path(), call.url(),
                call.headers(), Payload.of(body), call.orderingKey(), call.notBefore(), call.deadline(), call.timeout(),
                call.maxAttempts(), call.idempotencyKey(), call.replyKey(), call.metadata());
        return new DeadLetter.Ended(result.delivery().withCall(sized), DeadLetter.Reason.EXHAUSTED,
                result.problem().orElseThrow(), result.completedAt(), false);
    }

    private Result withStatus(ResultStatus status) {
        Result result = samples.result();
        while (result.status() != status) {
            result = samples.result();
        }
        return result;
    }

    private Result answered(Map<String, String> headers, byte[] body) {
        Result some = samples.result();
        return new Result(some.delivery(), some.status(), some.source(),
                Optional.of(new Response(200, headers, Payload.of(body), false)), some.problem(), some.completedAt(),
                some.duration(), some.breakerState());
    }

    private Codecs codecs(boolean json, boolean bodies, int max) {
        return new Codecs(TOPICS, format, new CodecOptions(json, bodies, max));
    }

    private static String text(Decoded<String> json) {
        return json instanceof Decoded.Read<String>(String text) ? text : json.toString();
    }

    @Test
    void aRecordOfNoOrWrongFormatIsMalformed() {
        Codecs codecs = codecs(false, true, 1 << 20);

        assertThat(codecs.decodeRequest(new byte[0])).isEqualTo(new Decoded.Malformed<>("the record is empty"));
        assertThat(codecs.decodeRequest(new byte[]{ 0, 1, 2 })).isEqualTo(
                new Decoded.Malformed<>("the record has 3 bytes: too few for the head of the Confluent wire format"));
        assertThat(codecs.decodeRequest("<call/>".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Decoded.Malformed<>(
                "the record begins with 0x3C: neither Avro in the Confluent wire format (0x00) nor a JSON object ('{')"));
    }
}
