package io.fusebox.broker;

import io.fusebox.processes.FreePort;
import io.fusebox.sandbox.EmbeddedKafka;
import io.fusebox.sandbox.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker with a listener of its own for pods: the way there can be cut, and they may do only what is granted to them. Tests come
 * by the other listener, may do everything, and are never cut off.
 */
final class GuardedBroker implements AutoCloseable {
    private static final String USER = "User:fusebox";
    private static final String PASSWORD = "of-the-test";
    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final EmbeddedKafka kafka;
    private final TcpProxy way;
    private final Path credentials;

    private GuardedBroker(EmbeddedKafka kafka, TcpProxy way, Path credentials) {
        this.kafka = kafka;
        this.way = way;
        this.credentials = credentials;
    }

    static GuardedBroker start() {
        try {
            int tests = FreePort.find();
            int pods = FreePort.find();
            int controller = FreePort.find();
            TcpProxy way = new TcpProxy(Port.HOST + ":" + pods);
            way.mend();
            String plain = "PLAINTEXT://%s:%d".formatted(Port.HOST, tests);
            EmbeddedKafka kafka = EmbeddedKafka.start(new EmbeddedKafka.Options(Port.of(tests), Optional.empty(),
                    Map.of("listeners",
                            "%s,PODS://%s:%d,CONTROLLER://%s:%d".formatted(plain, Port.HOST, pods, Port.HOST,
                                    controller),
                            "advertised.listeners", "%s,PODS://%s".formatted(plain, way.address()),
                            "listener.security.protocol.map",
                            "PLAINTEXT:PLAINTEXT,PODS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                            "controller.quorum.voters", "1@%s:%d".formatted(Port.HOST, controller),
                            "sasl.enabled.mechanisms", "PLAIN",
                            "listener.name.pods.plain.sasl.jaas.config", JAAS + "user_fusebox=\"%s\";".formatted(
                                    PASSWORD),
                            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                            "super.users", "User:ANONYMOUS")));
            return new GuardedBroker(kafka, way, Files.createTempFile("fusebox-user", ".jaas"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose pods come by their own listener, with all the rights that they need. */
    World world(Surroundings others) throws Exception {
        World world = new World(new Surroundings(kafka.bootstrapServers(), others.registryUrl(), List.of()));
        world.set("kafka.bootstrap.servers", way.address())
                .set("kafka.security.protocol", "SASL_PLAINTEXT")
                .set("kafka.sasl.mechanism", "PLAIN")
                .set("kafka.sasl.jaas.config", "file:" + credentials);
        password(PASSWORD);
        grant(world);
        return world;
    }

    void password(String password) throws IOException {
        Files.writeString(credentials, JAAS + "username=\"fusebox\" password=\"%s\";".formatted(password));
    }

    private static void grant(World world) throws Exception {
        String id = world.applicationId();
        create(world, Stream.of(
                new ResourcePattern(ResourceType.TOPIC, world.topics().prefix(), PatternType.PREFIXED),
                new ResourcePattern(ResourceType.TOPIC, id, PatternType.PREFIXED),
                new ResourcePattern(ResourceType.GROUP, id, PatternType.LITERAL),
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, id, PatternType.PREFIXED))
                .map(pattern -> binding(pattern, AclOperation.ALL, AclPermissionType.ALLOW))
                .toList());
    }

    static void deny(World world, ResourceType type, String name, AclOperation operation) throws Exception {
        create(world, List
                .of(binding(new ResourcePattern(type, name, PatternType.LITERAL), operation, AclPermissionType.DENY)));
    }

    static void denyTransactions(World world) throws Exception {
        create(world,
                List.of(binding(
                        new ResourcePattern(ResourceType.TRANSACTIONAL_ID, world.applicationId(), PatternType.PREFIXED),
                        AclOperation.WRITE, AclPermissionType.DENY)));
    }

    private static AclBinding binding(ResourcePattern pattern, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(pattern, new AccessControlEntry(USER, "*", operation, permission));
    }

    private static void create(World world, List<AclBinding> acls) throws Exception {
        try (Admin admin = world.admin()) {
            admin.createAcls(acls).all().get();
        }
    }

    TcpProxy wayOfPods() {
        return way;
    }

    @Override
    public void close() throws IOException {
        way.close();
        kafka.close();
        Files.delete(credentials);
    }
}
