package io.fusebox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WorkDirectoryTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(WorkDirectory.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void mayBeDeletedFromSeveralSidesAtOnce() throws IOException {
        WorkDirectory directory = WorkDirectory.of(Optional.empty(), "test");
        for (int i = 0; i < 500; i++) {
            Files.createFile(Files.createDirectories(directory.path().resolve("d" + i % 20)).resolve("f" + i));
        }

        IntStream.range(0, 4).parallel().forEach(_ -> directory.close());

        assertThat(directory.path()).doesNotExist();
        assertThat(log.list).isEmpty();
    }
}
