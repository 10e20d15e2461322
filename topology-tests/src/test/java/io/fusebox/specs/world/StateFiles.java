package io.fusebox.specs.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the stores of a version held, as their changelogs had it: a file for each store, a line for each row, key and value in
 * hexadecimal digits.
 */
public record StateFiles(Path directory) {
    public static final List<String> STORES = List.of("ledger", "parking", "breakers", "seen");
    private static final HexFormat HEX = HexFormat.of();

    void write(String store, Map<ByteBuffer, byte[]> rows) {
        List<String> lines = rows.entrySet()
                .stream()
                .map(row -> HEX.formatHex(row.getKey().array()) + " " + HEX.formatHex(row.getValue()))
                .toList();
        try {
            Files.createDirectories(directory);
            Files.write(file(store), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<ByteBuffer, byte[]> read(String store) {
        Map<ByteBuffer, byte[]> rows = new LinkedHashMap<>();
        if (Files.notExists(file(store))) {
            return rows; // that version had no such store yet
        }
        try {
            for (String line : Files.readAllLines(file(store))) {
                String[] row = line.split(" ", -1);
                rows.put(ByteBuffer.wrap(HEX.parseHex(row[0])), HEX.parseHex(row[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private Path file(String store) {
        return directory.resolve(store + ".hex");
    }
}
