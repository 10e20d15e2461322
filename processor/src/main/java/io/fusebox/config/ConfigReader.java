package io.fusebox.config;

import static io.fusebox.config.ValueTypes.duration;
import static io.fusebox.config.ValueTypes.flag;
import static io.fusebox.config.ValueTypes.integer;
import static io.fusebox.config.ValueTypes.oneOf;
import static io.fusebox.config.ValueTypes.size;
import static io.fusebox.config.ValueTypes.text;

import io.fusebox.call.Secret;
import io.fusebox.config.FuseboxConfig.DeadLetterBody;
import io.fusebox.config.FuseboxConfig.Format;
import io.fusebox.config.FuseboxConfig.Http;
import io.fusebox.config.FuseboxConfig.Results;
import io.fusebox.config.FuseboxConfig.SchemaRegistry;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.Policies;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The whole configuration, section by section. */
final class ConfigReader {
    static final String DESTINATIONS = "destinations";
    private static final ValueType<String> CLASS_NAME = text("the name of a class on the class path",
            "[A-Za-z_$][A-Za-z0-9_$.]*");

    private final Settings root;
    private final Settings defaults;

    ConfigReader(Reading reading) {
        this.root = reading.root();
        this.defaults = root.section("defaults");
    }

    FuseboxConfig read() {
        Results results = results();
        boolean adHocUrls = root.get("ad-hoc-urls", flag(), false);
        return new FuseboxConfig(
                root.get("application-id", text("1 to 100 letters, digits, '.', '_', '-'", "[A-Za-z0-9._-]{1,100}"),
                        "fusebox"),
                root.get("topic-prefix", text("up to 100 letters, digits, '.', '_', '-'", "[A-Za-z0-9._-]{0,100}"),
                        "fusebox."),
                root.get("partitions", integer(1, 10_000), 12), root.get("replication-factor", replicationFactor(), -1),
                root.get("request-limit", size(1 << 10, 64 << 20), 512 << 10),
                root.get("drain-timeout", duration(Duration.ZERO, Duration.ofHours(1)), Duration.ofSeconds(25)),
                kafka(),
                streams(),
                schemaRegistry(root.section("schema-registry")),
                http(root.section("http")),
                results,
                root.section("dead-letters")
                        .get("body", oneOf(DeadLetterBody.class, ValueTypes::lowerCase), DeadLetterBody.FULL),
                adHocUrls, root.section("metrics").get("max-breakers", integer(1, 1_000_000), 1_000),
                policies(new DestinationReader(defaults, results.bodyLimit()), adHocUrls));
    }

    private static ValueType<Integer> replicationFactor() {
        ValueType<Integer> number = integer(-1, Short.MAX_VALUE);
        return new ValueType<>("a whole number from 1 to %d, or -1 for the broker's default".formatted(Short.MAX_VALUE),
                "", text -> number.read().apply(text).filter(it -> it != 0), number.write());
    }

    private ClientProperties kafka() {
        return new ClientPropertiesReader(root.section("kafka"), Map.of())
                .read(Map.of("bootstrap.servers", "localhost:9092"));
    }

    private ClientProperties streams() {
        return new ClientPropertiesReader(root.section("streams"),
                Map.of("application.id", "write fusebox.application-id",
                        "bootstrap.servers", "write fusebox.kafka.bootstrap.servers",
                        "processing.guarantee", "it is always exactly_once_v2"))
                .read(Map.of("num.stream.threads", "1"));
    }

    private SchemaRegistry schemaRegistry(Settings settings) {
        Optional<Secret> basicAuth = settings.secret("basic-auth");
        Optional<Secret> bearerToken = settings.secret("bearer-token");
        if (basicAuth.isPresent() && bearerToken.isPresent()) {
            settings.problem("bearer-token", "stands beside basic-auth; keep one of them");
        }
        if (basicAuth.filter(it -> !it.reveal().contains(":")).isPresent()) {
            settings.problem("basic-auth", "what it refers to is not of the form user:password");
        }
        if (settings.isWritten("serializer") != settings.isWritten("deserializer")) {
            settings.problem(settings.isWritten("serializer") ? "deserializer" : "serializer",
                    "is missing; serializer and deserializer belong together, give both or none");
        }
        return new SchemaRegistry(
                settings.get("url", ValueTypes.baseUrl(), URI.create("http://localhost:8081")),
                basicAuth,
                bearerToken,
                settings.find("serializer", CLASS_NAME),
                settings.find("deserializer", CLASS_NAME),
                new ClientPropertiesReader(settings.section("properties"), Map.of()).read(Map.of()));
    }

    private static Http http(Settings settings) {
        return new Http(settings.get("host", text("a host name or address", "[A-Za-z0-9.:_-]{1,253}"), "127.0.0.1"),
                settings.get("port", integer(0, 65_535), 8080), settings.secret("token"));
    }

    private Results results() {
        Settings settings = root.section("results");
        return new Results(settings.get("format", oneOf(Format.class, ValueTypes::lowerCase), Format.AVRO),
                settings.get("deferred", flag(), false),
                settings.get("body-limit", FuseboxConfig.BODY_LIMIT, 64 << 10));
    }

    private Policies policies(DestinationReader reader, boolean adHocUrls) {
        // Read in any case: so a mistake in the defaults is told, even where no destination uses them yet.
        DestinationPolicy adHoc = reader.adHoc();
        Map<String, DestinationPolicy> configured = new LinkedHashMap<>();
        Settings section = root.section(DESTINATIONS);
        for (String name : section.names("a destination", Optional.of("base-url"))) {
            configured.put(name, reader.read(name, section.section(Keys.quoted(name))));
        }
        Backups.problems(configured)
                .forEach((name, problem) -> section.section(Keys.quoted(name)).problemAt(FallbackReader.KEY, problem));
        return new Policies(0, Collections.unmodifiableMap(configured),
                adHocUrls ? Optional.of(adHoc) : Optional.empty());
    }

    /** One destination alone. */
    DestinationPolicy destination(String name) {
        Settings section = root.section(DESTINATIONS).section(Keys.quoted(name));
        return new DestinationReader(defaults, results().bodyLimit()).read(name, section);
    }
}
