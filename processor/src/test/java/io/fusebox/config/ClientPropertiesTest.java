package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPropertiesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "kafka: { bootstrap.servers: \"a:1,b:2\" }",
        "kafka: { \"bootstrap.servers\": \"a:1,b:2\" }", "kafka: { bootstrap: { servers: \"a:1,b:2\" } }",
        "kafka: { bootstrap.servers: [\"a:1\", \"b:2\"] }" })
    void dotsAreKeptHoweverTheKeyIsWritten(String yaml) {
        assertThat(new GivenConfig(directory).fusebox(yaml).load().kafka().asMap())
                .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2"));
    }

    @Test
    void aVariableSetsAndOverridesAProperty() {
        GivenConfig given = new GivenConfig(directory).fusebox("kafka: { bootstrap.servers: \"a:1\" }")
                .variable("FUSEBOX_KAFKA_BOOTSTRAP_SERVERS", "b:2")
                .variable("FUSEBOX_KAFKA_SECURITY_PROTOCOL", "SSL")
                .variable("FUSEBOX_STREAMS_NUM_STREAM_THREADS", "4");

        assertThat(given.load().kafka().asMap())
                .isEqualTo(Map.of("bootstrap.servers", "b:2", "security.protocol", "SSL"));
        assertThat(given.load().streams().asMap()).isEqualTo(Map.of("num.stream.threads", "4"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "fusebox.kafka.bootstrap.servers", "fusebox.kafka.\"bootstrap.servers\"" })
    void aPropertyOfTheJvmWinsOverAVariable(String property) {
        GivenConfig given = new GivenConfig(directory).variable("FUSEBOX_KAFKA_BOOTSTRAP_SERVERS", "b:2")
                .property(property, "c:3");

        assertThat(given.load().kafka().asMap()).isEqualTo(Map.of("bootstrap.servers", "c:3"));
    }

    @Test
    void aVariableSetsAPropertyThatTheFileDoesNotName() {
        GivenConfig given = new GivenConfig(directory).variable("FUSEBOX_KAFKA_BOOTSTRAP_SERVERS", "b:2");

        assertThat(given.load().kafka().asMap()).isEqualTo(Map.of("bootstrap.servers", "b:2"));
    }

    @Test
    void valuesAreNotExpandedAndMayBeEmpty() {
        GivenConfig given = new GivenConfig(directory).fusebox(
                "kafka: { client.id: \"${x}\", sasl.jaas.config: \"x.Krb5LoginModule required useKeyTab=true;\", "
                        + "ssl.endpoint.identification.algorithm: \"\" }");

        assertThat(given.load().kafka().asMap()).containsEntry("client.id", "${x}")
                .containsEntry("ssl.endpoint.identification.algorithm", "")
                .containsKey("sasl.jaas.config");
    }

    @Test
    void whatHasAKeyOfItsOwnNamesIt() {
        assertThat(new GivenConfig(directory).fusebox("streams: { application.id: other }").problems()).containsExactly(
                "fusebox.streams.application.id: cannot be set here; write fusebox.application-id (fusebox.yaml:2)");
    }
}
