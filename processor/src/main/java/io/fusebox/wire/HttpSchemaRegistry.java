package io.fusebox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fusebox.wire.RegistryAccess.Credentials;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Confluent's REST API (version 1), as far as it is needed here.
 *
 * <p>Apicurio serves it below a path of its own. Where the URL leads to no such API, that path is tried, and remembered.
 */
public final class HttpSchemaRegistry implements SchemaRegistry, AutoCloseable {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String APICURIO = "/apis/ccompat/v7";
    private static final Logger LOG = LoggerFactory.getLogger(HttpSchemaRegistry.class);
    private static final int ANSWER_LIMIT = 8 << 20;
    private static final int SCHEMA_NOT_FOUND = 40403;

    private final ObjectMapper json = new ObjectMapper();
    private final RegistryAccess access;
    private final String configured;
    private volatile String base;
    private final HttpClient client;

    public HttpSchemaRegistry(RegistryAccess access) {
        this.access = access;
        configured = access.url().toString().replaceAll("/+$", "");
        base = configured;
        client = HttpClient.newBuilder()
                .connectTimeout(access.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public int register(String subject, Schema schema) throws RegistryException {
        String body = json.createObjectNode().put("schema", schema.toString()).toString();
        String path = "/subjects/%s/versions".formatted(URLEncoder.encode(subject, StandardCharsets.UTF_8));
        Reply reply = ask(path, request -> request.header("Content-Type", CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (reply.status == 409) {
            throw RegistryException.refused(("%s: subject %s holds a schema that %s is not compatible with; "
                    + "upgrade in steps, or set the subject's compatibility: %s")
                    .formatted(base, subject, schema.getName(), reply.message()));
        }
        if (reply.status == 422) {
            throw RegistryException.refused("%s: subject %s does not take the schema %s: %s".formatted(base, subject,
                    schema.getName(), reply.message()));
        }
        if (reply.status != 200 || !reply.body.path("id").isInt()) {
            throw failure(reply);
        }
        return reply.body.path("id").intValue();
    }

    @Override
    public Answer find(int id) throws RegistryException {
        Reply reply = ask("/schemas/ids/" + id, HttpRequest.Builder::GET);
        // Only the registry's own 404: that of a proxy or of a wrong path says nothing of the schema.
        if (reply.status == 404 && reply.body.path("error_code").asInt() == SCHEMA_NOT_FOUND) {
            return new Answer.Unusable(
                    "the schema registry at %s has no schema with the id %d; let the producer use this registry"
                            .formatted(base, id));
        }
        if (reply.status != 200 || !reply.body.path("schema").isTextual()) {
            throw failure(reply);
        }
        String type = reply.body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            return new Answer.Unusable(
                    "the schema with the id %d is %s: only Avro is read here".formatted(id, Texts.shorten(type, 20)));
        }
        if (!reply.body.path("references").isEmpty()) {
            return new Answer.Unusable("the schema with the id %d refers to others: it must stand alone".formatted(id));
        }
        return parse(id, reply.body.path("schema").textValue());
    }

    private static Answer parse(int id, String text) {
        try {
            return new Answer.Known(
                    new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text));
        } catch (AvroRuntimeException | StackOverflowError e) {
            return new Answer.Unusable("the schema with the id %d is no Avro schema: %s".formatted(id,
                    Texts.shorten(String.valueOf(e.getMessage()), 200)));
        }
    }

    private Reply ask(String path, UnaryOperator<HttpRequest.Builder> question) throws RegistryException {
        String asked = base;
        Reply reply = send(question.apply(request(asked + path)));
        return reply.status == 404 && !reply.isOfRegistry() && isElsewhereThan(asked)
                ? send(question.apply(request(base + path)))
                : reply;
    }

    private synchronized boolean isElsewhereThan(String asked) {
        if (!base.equals(asked)) {
            return true;
        }
        String apicurio = configured + APICURIO;
        if (base.endsWith(APICURIO) || !listsSubjects(apicurio)) {
            return false;
        }
        base = apicurio;
        LOG.atInfo().addKeyValue("url", apicurio).log("The schema registry's API is below the URL that is configured");
        return true;
    }

    private boolean listsSubjects(String url) {
        try {
            Reply reply = send(request(url + "/subjects").GET());
            return reply.status == 200 && reply.body.isArray();
        } catch (RegistryException _) {
            return false;
        }
    }

    private HttpRequest.Builder request(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(access.timeout())
                .header("Accept", CONTENT_TYPE + ", application/json");
        switch (access.credentials()) {
            case Credentials.None() -> {
                // An open registry.
            }
            case Credentials.Basic(String user, var password) ->
                request.header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8)));
            case Credentials.Bearer(var token) -> request.header("Authorization", "Bearer " + token.reveal());
        }
        return request;
    }

    private Reply send(HttpRequest.Builder request) throws RegistryException {
        try {
            HttpResponse<byte[]> response = client.send(request.build(),
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_LIMIT));
            return new Reply(response.statusCode(), body(response.body()));
        } catch (IOException e) {
            String what = e instanceof ConnectException ? "no connection" : String.valueOf(e.getMessage());
            throw RegistryException.unavailable("the schema registry at %s does not answer: %s".formatted(base, what));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw RegistryException
                    .unavailable("the question to the schema registry at %s was interrupted".formatted(base));
        }
    }

    private JsonNode body(byte[] bytes) throws IOException {
        try {
            return json.readTree(bytes);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    private RegistryException failure(Reply reply) {
        String what = "the schema registry at %s answers HTTP %d".formatted(base, reply.status);
        return switch (reply.status) {
            case 401, 403 -> RegistryException.refused(what + ": check its credentials in schema-registry");
            case 404 -> RegistryException.unavailable(what + ": check the path in schema-registry.url");
            case 200 -> RegistryException
                    .unavailable(what + ", but not what a schema registry answers: check schema-registry.url");
            default -> RegistryException.unavailable(what + reply.suffix());
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private record Reply(int status, JsonNode body) {
        /** A proxy's or another server's errors have no such code. */
        boolean isOfRegistry() {
            return body.path("error_code").isInt();
        }

        String message() {
            return Texts.shorten(body.path("message").asText("no reason given"), 300);
        }

        String suffix() {
            return body.path("message").isTextual() ? ": " + message() : "";
        }
    }
}
