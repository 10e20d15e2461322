package io.fusebox.app;

import io.fusebox.call.Secret;
import io.fusebox.config.FuseboxConfig;
import io.fusebox.wire.ConfluentWireFormat;
import io.fusebox.wire.HttpSchemaRegistry;
import io.fusebox.wire.RegistryAccess;
import io.fusebox.wire.RegistryAccess.Credentials;
import io.fusebox.wire.SerdeWireFormat;
import io.fusebox.wire.WireFormat;

/** The way to put records into bytes that the configuration asks for. */
final class WireFormats {
    private WireFormats() {}

    static WireFormat of(FuseboxConfig.SchemaRegistry registry) {
        if (registry.serializer().isPresent() && registry.deserializer().isPresent()) {
            return SerdeWireFormat.of(registry.serializer().get(), registry.deserializer().get(),
                    registry.properties().asMap());
        }
        return new ConfluentWireFormat(new HttpSchemaRegistry(
                new RegistryAccess(registry.url(), credentials(registry), RegistryAccess.DEFAULT_TIMEOUT)));
    }

    private static Credentials credentials(FuseboxConfig.SchemaRegistry registry) {
        return registry.basicAuth()
                .map(WireFormats::basic)
                .or(() -> registry.bearerToken().map(Credentials.Bearer::new))
                .orElseGet(Credentials.None::new);
    }

    /** {@code user:password}; the password may hold colons (RFC 7617, section 2). */
    private static Credentials basic(Secret both) {
        String[] parts = both.reveal().split(":", 2);
        return new Credentials.Basic(parts[0], new Secret(parts.length > 1 ? parts[1] : ""));
    }
}
