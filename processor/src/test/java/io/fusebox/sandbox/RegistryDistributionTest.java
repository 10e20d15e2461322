package io.fusebox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryDistributionTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void takesTheFirstPlaceThatHasIt() throws IOException {
        Path jar = Files.createFile(Files.createDirectory(directory.resolve("b")).resolve("quarkus-run.jar"));

        assertThat(RegistryDistribution.findIn(List.of(directory.resolve("a"), directory.resolve("b")))).isEqualTo(jar);
    }

    @Test
    void namesThePlacesAndTheMendWhereThereIsNone() {
        assertThatThrownBy(() -> RegistryDistribution.findIn(List.of(directory.resolve("a"), directory.resolve("b"))))
                .isInstanceOf(SandboxException.class)
                .hasMessage("no schema registry in %1$s/a or %1$s/b: ".formatted(directory)
                        + "build it with 'mvn package', or name its directory with -Dfusebox.registry.home");
    }
}
