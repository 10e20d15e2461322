package io.fusebox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SnakeYAML's own limit is 3 MiB: fifty thousand destinations are more. */
class LargeFileTest {
    @TempDir
    Path directory;

    @Test
    void aFileMayBeAsLongAsItsDestinationsMakeIt() {
        GivenConfig given = new GivenConfig(directory)
                .yaml("# all that we call\n".repeat(300_000) + "fusebox: { partitions: 7 }\n");

        assertThat(given.load().partitions()).isEqualTo(7);
    }
}
