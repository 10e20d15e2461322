package io.fusebox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.call.Secret;
import io.fusebox.schemas.CallRequest;
import io.fusebox.wire.RegistryAccess.Credentials;
import io.fusebox.wire.SchemaRegistry.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSchemaRegistryTest {
    private static final Schema SCHEMA = CallRequest.getClassSchema();

    private RegistryStub stub;
    private HttpSchemaRegistry registry;

    @BeforeEach
    void start() throws Exception {
        stub = new RegistryStub();
        registry = registry(stub.url(), new Credentials.None());
    }

    @AfterEach
    void stop() {
        registry.close();
        stub.close();
    }

    private static HttpSchemaRegistry registry(URI url, Credentials credentials) {
        return registry(url, credentials, Duration.ofSeconds(20));
    }

    private static HttpSchemaRegistry registry(URI url, Credentials credentials, Duration timeout) {
        return new HttpSchemaRegistry(new RegistryAccess(url, credentials, timeout));
    }

    private RegistryException failure(int id) {
        return catchThrowableOfType(RegistryException.class, () -> registry.find(id));
    }

    @Test
    void registersUnderTheSubject() throws Exception {
        stub.answers(200, "{\"id\":7}");

        int id = registry.register("fusebox.requests-value", SCHEMA);

        assertThat(id).isEqualTo(7);
        var question = stub.questions.getFirst();
        assertThat(question.method()).isEqualTo("POST");
        assertThat(question.path()).isEqualTo("/subjects/fusebox.requests-value/versions");
        assertThat(question.body())
                .startsWith("{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"CallRequest\\\"");
    }

    @Test
    void findsASchemaById() throws Exception {
        stub.answers(200, "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[]}\"}");

        Answer answer = registry.find(12);

        assertThat(answer).isInstanceOfSatisfying(Answer.Known.class,
                known -> assertThat(known.schema().getName()).isEqualTo("A"));
        assertThat(stub.questions.getFirst().path()).isEqualTo("/schemas/ids/12");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | {"error_code":40403,"message":"Schema not found"}           | has no schema with the id 3
            200 | {"schema":"syntax = ...","schemaType":"PROTOBUF"}           | the schema with the id 3 is PROTOBUF: only Avro is read here
            200 | {"schema":"{}","references":[{"name":"a"}]}                 | refers to others
            200 | {"schema":"{\\"type\\":\\"recor\\"}"}                       | the schema with the id 3 is no Avro schema
            """)
    void whatCanNeverBeReadIsUnusable(int status, String body, String why) throws Exception {
        stub.answers(status, body);

        assertThat(registry.find(3)).isInstanceOfSatisfying(Answer.Unusable.class,
                unusable -> assertThat(unusable.why()).contains(why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | <html>no such page</html>    | answers HTTP 404: check the path in schema-registry.url
            404 | {"error":"Not Found"}        | answers HTTP 404: check the path in schema-registry.url
            200 | <html>please log in</html>   | answers HTTP 200, but not what a schema registry answers
            200 | {"id":1}                     | answers HTTP 200, but not what a schema registry answers
            500 | {"message":"store is down"}  | answers HTTP 500: store is down
            302 | ``                           | answers HTTP 302
            """)
    void whatIsNoAnswerOfARegistryMayPass(int status, String body, String what) {
        stub.answers(status, body);

        RegistryException failure = failure(3);

        assertThat(failure).hasMessageStartingWith("the schema registry at " + stub.url()).hasMessageContaining(what);
        assertThat(failure.isPermanent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 403 })
    void wrongCredentialsAreRefused(int status) {
        stub.answers(status, "");

        RegistryException failure = failure(3);

        assertThat(failure).hasMessageContaining("HTTP " + status + ": check its credentials");
        assertThat(failure.isPermanent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            409 | subject s-value holds a schema that CallRequest is not compatible with
            422 | subject s-value does not take the schema CallRequest
            """)
    void aSchemaThatIsNotTakenIsRefusedWithTheRegistrysReason(int status, String what) {
        stub.answers(status, "{\"error_code\":1,\"message\":\"because of x\"}");

        assertThatThrownBy(() -> registry.register("s-value", SCHEMA)).hasMessageContainingAll(what, "because of x")
                .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.isPermanent()).isTrue());
    }

    @Test
    void aRegistryThatIsSilentIsGivenUpInTime() {
        CountDownLatch end = new CountDownLatch(1);
        stub.answers(_ -> {
            try {
                end.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });

        try (var hasty = registry(stub.url(), new Credentials.None(), Duration.ofMillis(500))) {
            assertThatThrownBy(() -> hasty.find(3)).hasMessageContaining("does not answer");
        }
        end.countDown();
    }

    @Test
    void aRegistryThatIsDownIsUnavailable() {
        stub.close();

        RegistryException failure = failure(3);

        assertThat(failure)
                .hasMessageStartingWith("the schema registry at " + stub.url() + " does not answer: no connection");
        assertThat(failure.isPermanent()).isFalse();
    }

    @Test
    void anEndlessAnswerIsNotTakenIn() {
        stub.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            for (int i = 0; i < 200; i++) {
                exchange.getResponseBody().write(block);
            }
        });

        assertThat(failure(3).isPermanent()).isFalse();
    }

    @Test
    void credentialsAreSentAndNeverShown() throws Exception {
        stub.answers(200, "{\"id\":1}");
        try (var basic = registry(stub.url(), new Credentials.Basic("joe", new Secret("s3cret")));
                var bearer = registry(stub.url(), new Credentials.Bearer(new Secret("t0ken")))) {
            basic.register("a", SCHEMA);
            bearer.register("a", SCHEMA);
            stub.answers(401, "");

            assertThat(stub.questions).extracting(question -> question.authorization().orElseThrow())
                    .containsExactly("Basic am9lOnMzY3JldA==", "Bearer t0ken");
            assertThatThrownBy(() -> bearer.register("a", SCHEMA)).message().doesNotContain("t0ken");
            assertThat(new RegistryAccess(stub.url(), new Credentials.Bearer(new Secret("t0ken")), Duration.ZERO))
                    .asString()
                    .doesNotContain("t0ken");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://joe:s3cret@host:8081", "http://host:8081/?token=s3cret", "ftp://host", "/path" })
    void aUrlWithCredentialsOrWithoutAHostIsRefusedUnshown(String url) {
        assertThatThrownBy(() -> new RegistryAccess(URI.create(url), new Credentials.None(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void aSlashAtTheUrlsEndDoesNoHarm() throws Exception {
        stub.answers(200, "{\"id\":1}");
        try (var slashed = registry(URI.create(stub.url() + "/apis/ccompat/v7/"), new Credentials.None())) {
            slashed.register("a", SCHEMA);
        }

        assertThat(stub.questions.getFirst().path()).isEqualTo("/apis/ccompat/v7/subjects/a/versions");
    }

    @Test
    void confluentsApiOfApicurioIsFoundOnceBelowTheUrl() throws Exception {
        stub.answers(exchange -> {
            boolean api = exchange.getRequestURI().getPath().startsWith("/apis/ccompat/v7/");
            boolean list = exchange.getRequestURI().getPath().endsWith("/subjects");
            RegistryStub.reply(exchange, api ? 200 : 404, list ? "[]" : api ? "{\"id\":7}" : "{\"error\":\"no\"}");
        });

        int first = registry.register("a", SCHEMA);
        int second = registry.register("b", SCHEMA);

        assertThat(first).isEqualTo(7);
        assertThat(second).isEqualTo(7);
        assertThat(stub.questions).extracting(RegistryStub.Question::path)
                .containsExactly("/subjects/a/versions", "/apis/ccompat/v7/subjects",
                        "/apis/ccompat/v7/subjects/a/versions", "/apis/ccompat/v7/subjects/b/versions");
    }

    @Test
    void aRegistryThatKnowsTheSchemaNotIsNotSoughtElsewhere() throws Exception {
        stub.answers(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

        registry.find(3);

        assertThat(stub.questions).hasSize(1);
    }

    @Test
    void aPathThatAnswersWithAPageIsNotTakenForTheApi() {
        stub.answers(exchange -> {
            boolean probe = exchange.getRequestURI().getPath().equals("/apis/ccompat/v7/subjects");
            RegistryStub.reply(exchange, probe ? 200 : 404, "<html>hello</html>");
        });

        assertThat(failure(3)).hasMessage("the schema registry at %s answers HTTP 404: %s", stub.url(),
                "check the path in schema-registry.url");
    }
}
