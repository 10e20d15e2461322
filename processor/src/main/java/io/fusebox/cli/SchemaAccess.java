package io.fusebox.cli;

import io.fusebox.call.Secret;
import io.fusebox.config.FuseboxConfig;
import io.fusebox.wire.ConfluentWireFormat;
import io.fusebox.wire.HttpSchemaRegistry;
import io.fusebox.wire.RegistryAccess;
import io.fusebox.wire.RegistryAccess.Credentials;
import io.fusebox.wire.RegistryException;
import io.fusebox.wire.SerdeWireFormat;
import io.fusebox.wire.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How records are put into bytes, as configured; and the connection that this may need. */
public final class SchemaAccess implements AutoCloseable {
    private final WireFormat format;
    private final Optional<HttpSchemaRegistry> registry;

    private SchemaAccess(WireFormat format, Optional<HttpSchemaRegistry> registry) {
        this.format = format;
        this.registry = registry;
    }

    /** @throws IllegalArgumentException naming the class under {@code schema-registry} that cannot be used */
    public static SchemaAccess of(FuseboxConfig.SchemaRegistry config) {
        if (config.serializer().isPresent() && config.deserializer().isPresent()) {
            Map<String, String> properties = new HashMap<>(Map.of("schema.registry.url", config.url().toString()));
            properties.putAll(config.properties().asMap());
            return new SchemaAccess(
                    SerdeWireFormat.of(config.serializer().get(), config.deserializer().get(), properties),
                    Optional.empty());
        }
        HttpSchemaRegistry registry = new HttpSchemaRegistry(
                new RegistryAccess(config.url(), credentials(config), RegistryAccess.DEFAULT_TIMEOUT));
        return new SchemaAccess(new ConfluentWireFormat(registry), Optional.of(registry));
    }

    private static Credentials credentials(FuseboxConfig.SchemaRegistry config) {
        return config.basicAuth()
                .map(Secret::reveal)
                .<Credentials>map(both -> new Credentials.Basic(both.substring(0, both.indexOf(':')),
                        new Secret(both.substring(both.indexOf(':') + 1))))
                .or(() -> config.bearerToken().map(Credentials.Bearer::new))
                .orElseGet(Credentials.None::new);
    }

    public WireFormat format() {
        return format;
    }

    /** Asks the registry a question that changes nothing; where classes of others stand in for ours, only they could. */
    void requireRegistry() throws RegistryException {
        if (registry.isPresent()) {
            registry.get().find(1);
        }
    }

    @Override
    public void close() {
        format.close();
        registry.ifPresent(HttpSchemaRegistry::close);
    }
}
