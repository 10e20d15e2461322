package io.fusebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class BrokersTest {

    private static String line(Exception failure) {
        return Brokers.line(failure, "kafka:9092", "fusebox.requests");
    }

    @Test
    void silenceNamesTheAddressTheKeyAndTheOption() {
        assertThat(line(new TimeoutException("Timed out waiting for a node assignment"))).isEqualTo(
                "no broker answers at kafka:9092 within 10 s: check kafka.bootstrap.servers or --bootstrap-server, "
                        + "or start one with 'fusebox kafka'");
    }

    @Test
    void credentialsAndRightsAreToldApart() {
        assertThat(line(new SaslAuthenticationException("wrong password")))
                .startsWith("the broker at kafka:9092 does not let this user in: check the credentials in kafka");
        assertThat(line(new TopicAuthorizationException("no access")))
                .startsWith("the broker at kafka:9092 does not allow this user that: grant it on fusebox.requests");
    }
}
