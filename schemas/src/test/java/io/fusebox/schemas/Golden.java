package io.fusebox.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;

/** The schemas of all versions up to this one, a directory for each: {@code v1/CallRequest.avsc}. */
record Golden(Path directory) {
    static final Golden TOPICS = new Golden(Path.of("src/test/resources/golden"));
    /** On the class path of the program, which reads the state of earlier versions with them. */
    static final Golden STATE = new Golden(Path.of("src/main/resources/io/fusebox/schemas/state"));

    /** What is wrong with a schema, seen from all versions that it has had; empty where nothing is. */
    Optional<String> complaint(Schema schema) {
        String name = schema.getName();
        List<Schema> versions = versions(name);
        for (int i = 0; i < versions.size(); i++) {
            String version = "v" + (i + 1);
            Optional<String> lost = incompatibility(schema, versions.get(i));
            if (lost.isPresent()) {
                return Optional
                        .of("%s cannot read what %s wrote; give new fields a default and drop none without one: %s"
                                .formatted(name, version, lost.get()));
            }
            Optional<String> ahead = incompatibility(versions.get(i), schema);
            if (ahead.isPresent()) {
                return Optional.of("%s writes what %s cannot read; drop only fields that had a default: %s"
                        .formatted(name, version, ahead.get()));
            }
        }
        boolean kept = !versions.isEmpty() && versions.get(versions.size() - 1).equals(schema);
        return kept ? Optional.empty()
                : Optional.of(("%s has changed, in a compatible way, and is in no golden version: "
                        + "keep it with 'mvn -pl schemas test -Dgolden=v%d', and commit the files")
                        .formatted(name, versions.size() + 1));
    }

    void keep(String version, Schema schema) throws IOException {
        Path file = directory.resolve(version).resolve(schema.getName() + ".avsc");
        Files.createDirectories(file.getParent());
        Files.writeString(file, SchemaFormatter.format("json/pretty", schema) + "\n");
    }

    private List<Schema> versions(String name) {
        List<Schema> versions = new ArrayList<>();
        for (int number = 1; Files.exists(directory.resolve("v" + number)); number++) {
            Path file = directory.resolve("v" + number).resolve(name + ".avsc");
            if (Files.exists(file)) {
                versions.add(read(file));
            }
        }
        return versions;
    }

    private static Schema read(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> incompatibility(Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
        return result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE ? Optional.empty()
                : Optional.of(result.getIncompatibilities()
                        .stream()
                        .map(why -> "%s at %s: %s".formatted(why.getType(), why.getLocation(), why.getMessage()))
                        .collect(Collectors.joining("; ")));
    }
}
