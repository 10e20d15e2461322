package io.fusebox.http;

import static io.fusebox.http.Scripts.EMPTY_OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.call.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static KeyStore keys;
    private static HttpCallExecutor trusting;
    private RawServer server = RawServer.answering(EMPTY_OK);

    @BeforeAll
    static void makeCertificate(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("keys.p12");
        keytool(file, "-alias", "good", "-dname", "CN=good.test", "-ext", "SAN=dns:good.test", "-validity", "2");
        keytool(file, "-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c", "-validity", "2");
        keytool(file, "-alias", "old", "-dname", "CN=old.test", "-ext", "SAN=dns:old.test", "-startdate", "-3d",
                "-validity", "2", "-signer", "authority");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("good", keys.getCertificate("good"));
        trusted.setCertificateEntry("authority", keys.getCertificate("authority"));
        trust.init(trusted);
        trusting = new HttpCallExecutor(settings().withTrust(trust));
    }

    private static void keytool(Path file, String... what) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC",
                "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        command.addAll(List.of(what));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    private static HttpSettings settings() {
        return HttpSettings.defaults()
                .withResolver(AddressResolver.of(_ -> List.of(InetAddress.ofLiteral("127.0.0.1"))));
    }

    @AfterAll
    static void close() {
        trusting.close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void givenTlsServer() throws IOException, GeneralSecurityException {
        givenTlsServer("good");
    }

    private void givenTlsServer(String alias) throws IOException, GeneralSecurityException {
        KeyStore its = KeyStore.getInstance("PKCS12");
        its.load(null, null);
        its.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(its, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        ServerSocket listener = context.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        server.close();
        server = RawServer.running(listener, Scripts.always(EMPTY_OK));
    }

    private Calls call(String host) {
        return new Calls(URI.create("https://" + host + ":" + server.port()));
    }

    @Test
    void callsAHostWhoseCertificateIsItsOwn() throws Exception {
        givenTlsServer();

        assertThat(call("good.test").body("hello").answer(trusting).status()).isEqualTo(200);
        assertThat(call("good.test").answer(trusting).status()).isEqualTo(200);
        assertThat(server.requests().getFirst()).contains("host: good.test:" + server.port()).endsWith("hello");
        assertThat(server.connectionsAccepted()).isEqualTo(1);
    }

    @Test
    void refusesACertificateOfAnotherName() throws Exception {
        givenTlsServer();

        var failure = call("wrong.test").secret("Authorization", "hunter2").failure(trusting);

        assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
        assertThat(failure.sent()).isFalse();
        assertThat(failure.message()).startsWith("wrong.test:" + server.port() + " (127.0.0.1): ")
                .contains("wrong.test");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        givenTlsServer();
        try (HttpCallExecutor executor = new HttpCallExecutor(settings())) {
            var failure = call("good.test").failure(executor);

            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
            assertThat(failure.sent()).isFalse();
            assertThat(failure.message()).contains("certification path");
        }
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        givenTlsServer("old");

        var failure = call("old.test").secret("Authorization", "hunter2").failure(trusting);

        assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
        assertThat(failure.sent()).isFalse();
        assertThat(failure.message()).startsWith("old.test:" + server.port() + " (127.0.0.1): ").contains("NotAfter");
        assertThat(server.requests()).isEmpty();
        givenTlsServer();
        assertThat(call("good.test").answer(trusting).status()).isEqualTo(200);
    }

    @Test
    void saysThatTheOtherSideSpeaksTlsWhereItIsCalledWithout() throws Exception {
        givenTlsServer();

        var failure = new Calls(URI.create("http://good.test:" + server.port())).failure(trusting);

        assertThat(failure.kind()).as(failure.message()).isIn(FailureKind.PROTOCOL, FailureKind.RESET);
        assertThat(failure.sent()).isTrue();
        assertThat(failure.message()).startsWith("good.test:" + server.port());
    }

    @Test
    void failsWhereTheOtherSideDoesNotSpeakTls() {
        server.close();
        server = RawServer.running(connection -> connection.write("HTTP/1.1 400 Bad Request\r\n\r\n"));

        var failure = call("good.test").failure(trusting);

        assertThat(failure.kind()).as(failure.message()).isEqualTo(FailureKind.TLS);
        assertThat(failure.sent()).isFalse();
    }

    @Test
    void failsWhereTheOtherSideEndsTheHandshake() {
        server.close();
        server = RawServer.running(_ -> {});

        var failure = call("good.test").failure(trusting);

        assertThat(failure.kind()).as(failure.message()).isEqualTo(FailureKind.TLS);
        assertThat(failure.message()).contains("closed during the handshake");
    }

    @Test
    void timesOutWhereTheHandshakeHangs() {
        server.close();
        server = RawServer.running(RawServer.Connection::awaitEnd);

        var failure = call("good.test").timeoutMs(200).failure(trusting);

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failure.sent()).isFalse();
    }
}
