package io.fusebox.sandbox;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the schema registry (Apicurio) that the build unpacked.
 *
 * <p>It lies in {@code registry/} beside {@code fusebox.jar}, and so in the build's {@code target/fusebox/registry} where
 * classes run from {@code target/classes}, as in tests. The system property {@value #PROPERTY} names another place.
 */
final class RegistryDistribution {
    static final String PROPERTY = "fusebox.registry.home";
    private static final String JAR = "quarkus-run.jar";

    private RegistryDistribution() {}

    /**
     * @return the registry's runnable jar
     * @throws SandboxException if there is none; names the places where it was looked for
     */
    static Path find() {
        return findIn(places());
    }

    static Path findIn(List<Path> places) {
        return places.stream()
                .map(place -> place.resolve(JAR))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new SandboxException(
                        "no schema registry in %s: build it with 'mvn package', or name its directory with -D%s"
                                .formatted(places.stream().map(Path::toString).collect(Collectors.joining(" or ")),
                                        PROPERTY)));
    }

    private static List<Path> places() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return List.of(Path.of(named).toAbsolutePath());
        }
        Path beside = program().resolveSibling("registry");
        return List.of(beside, beside.resolveSibling("fusebox").resolve("registry"));
    }

    /** The jar or the directory that this class was loaded from. */
    private static Path program() {
        CodeSource source = RegistryDistribution.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new SandboxException("the program's own place is no path: " + source.getLocation(), e);
        }
    }
}
