package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.Secret;
import io.fusebox.dispatch.DestinationPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String SECRET = "hunter2";
    private static final String MEND = "is a secret, and those are not written here; expected env:NAME or file:path";

    @TempDir
    Path directory;

    @Test
    void aVariableIsReferredTo() {
        GivenConfig given = new GivenConfig(directory).fusebox("http: { token: \"env:ADMIN\" }")
                .variable("ADMIN", SECRET);

        assertThat(given.load().http().token()).contains(new Secret(SECRET));
    }

    @Test
    void aFileIsReferredToFromWhereTheConfigurationIs() {
        GivenConfig given = new GivenConfig(directory).payments("headers: { Authorization: file:bearer }");
        given.write("bearer", "Bearer hunter2\n");

        DestinationPolicy policy = given.loadPayments();

        assertThat(policy.destination().headers()).isEqualTo(Map.of("Authorization", new Secret("Bearer hunter2")));
    }

    @Test
    void theRegistryTakesOneKindOfCredential() {
        GivenConfig given = new GivenConfig(directory).variable("BASIC", "u:p").variable("BEARER", SECRET);

        assertThat(given.fusebox("schema-registry: { basic-auth: env:BASIC }").load().schemaRegistry().basicAuth())
                .contains(new Secret("u:p"));
        assertThat(given.fusebox("schema-registry: { basic-auth: env:BASIC, bearer-token: env:BEARER }").problems())
                .containsExactly(
                        "fusebox.schema-registry.bearer-token: stands beside basic-auth; keep one of them (fusebox.yaml:2)");
        assertThat(given.fusebox("schema-registry: { basic-auth: env:BEARER }").problems()).containsExactly(
                "fusebox.schema-registry.basic-auth: what it refers to is not of the form user:password (fusebox.yaml:2)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "headers: { Authorization: hunter2 }", "headers: { cookie: hunter2 }",
        "headers: { Proxy-Authorization: Basic hunter2 }", "headers: { X-Api-Key: hunter2 }",
        "headers: { X-Auth-Token: hunter2 }", "headers: { X-Signed: bearer hunter2 }" })
    void aCredentialThatIsWrittenOutIsAProblemThatNamesTheMend(String headers) {
        assertThat(new GivenConfig(directory).payments(headers).problems()).singleElement()
                .asString()
                .contains(MEND)
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = { "http: { token: hunter2 }", "schema-registry: { basic-auth: \"u:hunter2\" }",
        "schema-registry: { bearer-token: hunter2 }", "kafka: { ssl.key.password: hunter2 }",
        "kafka: { sasl.jaas.config: 'x.Login required username=u password=hunter2;' }",
        "streams: { producer.ssl.keystore.password: hunter2 }",
        "schema-registry: { properties: { basic.auth.user.info: \"u:hunter2\" } }" })
    void soIsAnyOtherSecret(String setting) {
        assertThat(new GivenConfig(directory).fusebox(setting).problems()).singleElement()
                .asString()
                .contains(MEND)
                .doesNotContain(SECRET);
    }

    @Test
    void aPropertyOfTheCommandLineIsNoPlaceForASecretButAVariableIs() {
        assertThat(new GivenConfig(directory).property("fusebox.http.token", SECRET).problems()).singleElement()
                .asString()
                .contains(MEND);
        assertThat(new GivenConfig(directory).variable("FUSEBOX_HTTP_TOKEN", SECRET).load().http().token())
                .contains(new Secret(SECRET));
    }

    @Test
    void otherHeadersMayBeWrittenOut() {
        assertThat(new GivenConfig(directory).payments("headers: { Accept: text/plain, X-Client: \"fusebox, 1\" }")
                .loadPayments()
                .destination()
                .headers()).isEqualTo(Map.of("Accept", new Secret("text/plain"), "X-Client", new Secret("fusebox, 1")));
    }

    @Test
    void whatCannotBeFetchedIsAProblem() {
        GivenConfig given = new GivenConfig(directory)
                .payments(
                        """
                                headers: { Authorization: env:GONE, Cookie: file:gone, X-Token: env:EMPTY, X-Secret: env:LINES, "a b": c }
                                """)
                .variable("EMPTY", "")
                .variable("LINES", "hunter2\r\nX: y");

        assertThat(given.problems()).containsExactlyInAnyOrder(
                "fusebox.destinations.payments.headers.Authorization: the environment variable 'GONE' is not set "
                        + "(fusebox.yaml:5)",
                "fusebox.destinations.payments.headers.Cookie: the file '%s' does not exist (fusebox.yaml:5)"
                        .formatted(directory.resolve("gone")),
                "fusebox.destinations.payments.headers.X-Token: is empty (fusebox.yaml:5)",
                "fusebox.destinations.payments.headers.X-Secret: has a line break or another character that a header "
                        + "cannot have (fusebox.yaml:5)",
                "fusebox.destinations.payments.headers.a b: is no header name; expected letters, digits and hyphens "
                        + "(fusebox.yaml:5)");
    }

    @Test
    void aHeaderStandsOnce() {
        assertThat(new GivenConfig(directory).payments("headers: { Accept: a, accept: b }").problems()).singleElement()
                .asString()
                .contains("is the same header as Accept");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http: { tokn: hunter2 }", "http: hunter2",
        "schema-registry: { url: \"http://u:hunter2@r.example\" }",
        "destinations: { p: { base-url: \"https://u:hunter2@p.example\" } }",
        "http: { token: [env:A, {hunter2: 1}] }" })
    void aMisplacedSecretIsNotRepeated(String setting) {
        List<String> problems = new GivenConfig(directory).fusebox(setting).variable("A", "a").problems();

        assertThat(problems).isNotEmpty().noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void noSecretIsShown() {
        FuseboxConfig config = new GivenConfig(directory).fusebox("""
                kafka: { sasl.jaas.config: env:S, ssl.key.password: env:S }
                streams: { producer.ssl.key.password: env:S }
                http: { token: env:S }
                schema-registry: { bearer-token: env:S, properties: { bearer.auth.token: env:S } }
                destinations: { payments: { base-url: http://p.example, headers: { Authorization: env:S } } }
                """).variable("S", SECRET).load();

        assertThat(config.toString()).doesNotContain(SECRET).contains("sasl.jaas.config");
        assertThat(config.kafka().asMap()).containsEntry("sasl.jaas.config", SECRET)
                .containsEntry("ssl.key.password", SECRET);
        assertThat(config.schemaRegistry().properties().asMap()).containsEntry("bearer.auth.token", SECRET);
        assertThat(config.policies().of("payments").map(DestinationPolicy::toString)).isNotEqualTo(Optional.empty())
                .hasValueSatisfying(text -> assertThat(text).doesNotContain(SECRET));
    }
}
