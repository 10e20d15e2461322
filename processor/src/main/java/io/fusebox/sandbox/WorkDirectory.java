package io.fusebox.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a server keeps its files: below a directory that the user named, or in a temporary one that goes with it. */
record WorkDirectory(Path path, boolean kept) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);

    /** @param name of the server's own directory below {@code data} */
    static WorkDirectory of(Optional<Path> data, String name) {
        try {
            if (data.isPresent()) {
                return new WorkDirectory(Files.createDirectories(data.get().toAbsolutePath().resolve(name)), true);
            }
            return new WorkDirectory(Files.createTempDirectory("fusebox-" + name + "-"), false);
        } catch (IOException e) {
            throw new SandboxException("no directory for the data of %s: %s".formatted(name, e), e);
        }
    }

    @Override
    public void close() {
        if (kept || !Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("directory", path).log("Temporary data stays behind: {}", e.toString());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
