package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class SerdeWireFormatTest {
    private static final Topics TOPICS = new Topics("fusebox.");

    /** Registers on first sight, as Confluent's serdes do, and knows nothing of our classes. */
    public static final class Foreign implements Serializer<Object>, Deserializer<Object> {
        final Set<String> registered = ConcurrentHashMap.newKeySet();
        volatile Supplier<RuntimeException> failure = () -> null;
        volatile CountDownLatch open = new CountDownLatch(0);
        volatile Map<String, ?> properties = Map.of();

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            properties = configs;
            if (configs.containsKey("bad")) {
                throw new IllegalStateException("bad is not known");
            }
        }

        @Override
        public byte[] serialize(String topic, Object value) {
            RuntimeException thrown = failure.get();
            if (thrown != null) {
                throw thrown;
            }
            registered.add(topic);
            return new AvroBytes().write(AvroBytes.writer(type(topic)), new byte[5], (SpecificRecord) value);
        }

        @Override
        public Object deserialize(String topic, byte[] bytes) {
            try {
                open.await(10, TimeUnit.SECONDS);
                RuntimeException thrown = failure.get();
                if (thrown != null) {
                    throw thrown;
                }
                return new GenericDatumReader<GenericRecord>(type(topic).schema()).read(null,
                        DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
            } catch (IOException e) {
                throw new SerializationException("not read", new IllegalArgumentException("it is cut"));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @SuppressWarnings("unchecked")
        private static RecordType<SpecificRecord> type(String topic) {
            return (RecordType<SpecificRecord>) (RecordType<?>) Objects
                    .requireNonNull(RecordType.byTopic(TOPICS).get(topic));
        }

        @Override
        public void close() {}
    }

    private final Foreign foreign = new Foreign();
    private final SerdeWireFormat format = new SerdeWireFormat(foreign, foreign);
    private final Samples samples = new Samples(1);

    private Codecs codecs() {
        return new Codecs(TOPICS, format, new CodecOptions(false, true, 1 << 20));
    }

    private static Decoded<Call> eventually(Codecs codecs, byte[] bytes) {
        return await().pollInterval(Duration.ofMillis(5))
                .until(() -> codecs.decodeRequest(bytes), decoded -> !(decoded instanceof Decoded.NotYet<Call>));
    }

    @Test
    void recordsGoThroughForeignSerdesAndComeBack() {
        Codecs codecs = codecs();
        Call call = samples.call();
        byte[] bytes = codecs.encodeRequest(call);

        assertThat(codecs.decodeRequest(bytes))
                .isEqualTo(new Decoded.NotYet<>("the deserializer sees a schema for the first time"));
        assertThat(eventually(codecs, bytes)).isEqualTo(new Decoded.Read<>(call));
        Call next = samples.call();
        assertThat(codecs.decodeRequest(codecs.encodeRequest(next))).isEqualTo(new Decoded.Read<>(next));
    }

    @Test
    void allSchemasAreRegisteredAtStart() throws Exception {
        List<String> progress = new ArrayList<>();

        format.registerAll(TOPICS, Duration.ZERO, progress::add);

        assertThat(foreign.registered).containsExactlyInAnyOrderElementsOf(TOPICS.all());
        assertThat(progress).containsExactly("8 schemas are registered");
    }

    @Test
    void aSerializerThatRefusesIsNamedAtStart() {
        foreign.failure = () -> new SerializationException("Error registering", new IllegalStateException("401"));

        assertThatThrownBy(() -> format.registerAll(TOPICS, Duration.ofDays(1), _ -> {}))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("schema-registry.serializer cannot write ")
                .hasMessageEndingWith("IllegalStateException: 401");
    }

    @Test
    void aRegistryThatIsNotReachedIsNotYet() {
        Codecs codecs = codecs();
        byte[] bytes = codecs.encodeRequest(samples.call());
        foreign.failure = () -> new SerializationException("Error", new IOException("connection refused"));

        await().until(() -> codecs.decodeRequest(bytes), decoded -> decoded
                .equals(new Decoded.NotYet<>("the deserializer cannot read now: IOException: connection refused")));
        foreign.failure = () -> null;
        assertThat(eventually(codecs, bytes)).isInstanceOf(Decoded.Read.class);
    }

    @Test
    void whatElseFailsIsMalformed() {
        Codecs codecs = codecs();

        assertThat(eventually(codecs, new byte[]{ 0, 0, 0, 0, 0, 8 })).isEqualTo(new Decoded.Malformed<>(
                "the deserializer cannot read the record: IllegalArgumentException: it is cut"));
    }

    @Test
    void aSlowRegistryHoldsNobodyUp() {
        Codecs codecs = codecs();
        byte[] familiar = codecs.encodeRequest(samples.call());
        eventually(codecs, familiar);
        byte[] foreignId = familiar.clone();
        foreignId[4] = 9;
        foreign.open = new CountDownLatch(1);

        codecs.decodeRequest(foreignId);
        Decoded<Call> meanwhile = await().until(() -> codecs.decodeRequest(familiar),
                decoded -> decoded instanceof Decoded.NotYet<Call>);

        assertThat(meanwhile).isEqualTo(new Decoded.NotYet<>("the deserializer is busy with a new schema"));
        foreign.open.countDown();
        assertThat(eventually(codecs, foreignId)).isInstanceOf(Decoded.Read.class);
    }

    @Test
    void aDeserializerOfOtherThingsIsNamed() {
        try (var strings = new SerdeWireFormat(foreign, new StringDeserializer())) {
            Codecs codecs = new Codecs(TOPICS, strings, new CodecOptions(false, true, 1 << 20));

            assertThat(eventually(codecs, new byte[]{ 'x' })).isEqualTo(new Decoded.Malformed<>(
                    "the deserializer gives a java.lang.String, but an Avro record io.fusebox.schemas.CallRequest is expected here"));
        }
    }

    @Test
    void classesAreFoundByNameAndGivenTheirProperties() {
        String name = Foreign.class.getName();

        SerdeWireFormat.of(name, name, Map.of("schema.registry.url", "http://r")).close();

        assertThatThrownBy(() -> SerdeWireFormat.of("no.Such", name, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("schema-registry: no.Such is no Serializer on the class path");
        assertThatThrownBy(() -> SerdeWireFormat.of(name, name, Map.of("bad", 1)))
                .hasMessage("schema-registry: %s does not take its properties: IllegalStateException: bad is not known"
                        .formatted(name));
    }
}
