package io.fusebox.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** The Confluent wire format as an application speaks it: apart from the product's own code, so that both must agree. */
public final class AvroWire {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEAD = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String registry;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    public AvroWire(String registry) {
        this.registry = registry;
    }

    public byte[] encode(String topic, SpecificRecord value) {
        return encode(ids.computeIfAbsent(topic, _ -> register(topic, value.getSchema())), value);
    }

    /** With a schema of its own id, which says the same. */
    byte[] encodeNewer(String topic, SpecificRecord value) {
        Schema newer = new Schema.Parser().parse(value.getSchema().toString());
        newer.addProp("version", "next");
        return encode(register(topic, newer), value);
    }

    private static byte[] encode(int id, SpecificRecord value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(HEAD).put((byte) 0).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), SpecificData.getForClass(value.getClass()))
                    .write(value, encoder);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        int id = ByteBuffer.wrap(bytes).getInt(1);
        SpecificData data = SpecificData.getForClass(type);
        SpecificDatumReader<T> reader = new SpecificDatumReader<>(schemas.computeIfAbsent(id, this::fetch),
                data.getSchema(type), data);
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEAD, bytes.length - HEAD, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the schema's id */
    int register(String topic, Schema schema) {
        String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        return ask(HttpRequest.newBuilder(URI.create(registry + "/subjects/" + topic + "-value/versions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))).get("id").asInt();
    }

    private Schema fetch(int id) {
        return new Schema.Parser()
                .parse(ask(HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))).get("schema").asText());
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
