package io.fusebox.wire;

import io.fusebox.schemas.ParkedCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schemas that all versions up to this one have written their state with; they lie in the module schemas. */
final class StateSchemas {
    private StateSchemas() {}

    static List<Schema> versions(String record) {
        List<Schema> versions = new ArrayList<>();
        for (int number = 1; exists(number); number++) {
            read(number, record).ifPresent(versions::add);
        }
        return versions;
    }

    /** Not every record is as old as the first version, but this one is. */
    private static boolean exists(int version) {
        return read(version, "ParkedCall").isPresent();
    }

    private static Optional<Schema> read(int version, String record) {
        try (InputStream file = ParkedCall.class.getResourceAsStream("state/v%d/%s.avsc".formatted(version, record))) {
            return file == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
