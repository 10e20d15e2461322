package io.fusebox.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a server keeps its files: below a directory that the user named, or in a temporary one that goes with it.
 *
 * @param lock of a directory that is kept, so that two servers do not meet in it
 */
public record WorkDirectory(Path path, Optional<FileChannel> lock) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);

    /** @param name of the server's own directory below {@code data} */
    public static WorkDirectory of(Optional<Path> data, String name) {
        try {
            if (data.isPresent()) {
                Path path = Files.createDirectories(data.get().toAbsolutePath().normalize().resolve(name));
                return new WorkDirectory(path, Optional.of(locked(path)));
            }
            return new WorkDirectory(Files.createTempDirectory("fusebox-" + name + "-"), Optional.empty());
        } catch (IOException e) {
            throw new SandboxException("no directory for the data of %s: %s".formatted(name, e), e);
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel file = FileChannel.open(path.resolve("in-use.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (!isFree(file)) {
            file.close();
            throw new SandboxException("the data in %s is in use by another process".formatted(path));
        }
        return file;
    }

    private static boolean isFree(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    boolean isKept() {
        return lock.isPresent();
    }

    /** Deletes what is not to be kept; more than once, also at once, is no harm. */
    @Override
    public void close() {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            } else if (Files.exists(path)) {
                Files.walkFileTree(path, new Deletion());
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("directory", path).log("Temporary data stays behind: {}", e.toString());
        }
    }

    /** Somebody else may be deleting the same: a program's end comes from two sides when it is told to stop. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            return failure instanceof NoSuchFileException ? FileVisitResult.CONTINUE
                    : super.visitFileFailed(file, failure);
        }

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
