package io.fusebox.wire;

import io.fusebox.schemas.ParkedCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The schemas that all versions up to this one have written their state with; they lie in the module schemas. */
final class StateSchemas {
    /** By record; each task of each thread wants them. */
    private static final Map<String, List<Schema>> READ = new ConcurrentHashMap<>();

    private StateSchemas() {}

    static List<Schema> versions(String record) {
        return READ.computeIfAbsent(record, StateSchemas::readAll);
    }

    private static List<Schema> readAll(String record) {
        List<Schema> versions = new ArrayList<>();
        for (int number = 1; exists(number); number++) {
            read(number, record).ifPresent(versions::add);
        }
        return List.copyOf(versions);
    }

    /** Not every record is as old as the first version, but this one is. */
    private static boolean exists(int version) {
        return ParkedCall.class.getResource(file(version, "ParkedCall")) != null;
    }

    private static Optional<Schema> read(int version, String record) {
        try (InputStream file = ParkedCall.class.getResourceAsStream(file(version, record))) {
            return file == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(int version, String record) {
        return "state/v%d/%s.avsc".formatted(version, record);
    }
}
