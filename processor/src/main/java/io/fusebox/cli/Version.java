package io.fusebox.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: this program's version, and Java's. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        // As the build wrote it into the jar; classes that come from no jar have none.
        String own = Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(unpackaged)");
        return new String[]{ "fusebox %s (Java %s)".formatted(own, Runtime.version()) };
    }
}
