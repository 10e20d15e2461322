package io.fusebox.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as flat keys, in its order. Scalars are taken as they are written, whatever type YAML sees in them: {@code off} stays
 * {@code off}. Lists are joined by commas; in them, {@code { backup: name }} is {@code backup:name}.
 */
final class YamlFile {
    /** Deeper than any key; ends a structure that contains itself. */
    private static final int MAX_DEPTH = 20;
    /** Some hundred thousand destinations. */
    private static final int MAX_CHARACTERS = 64 << 20;
    /** The one element of a list that has a name and a value. */
    private static final String BACKUP = "backup";

    /** @param value empty for a section without keys, and for a key without value */
    record Entry(String value, int line, boolean section) {}

    private final String name;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private YamlFile(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** @throws ConfigException with one line, where the file cannot be read or is not YAML */
    static YamlFile read(Path path, Problems problems) {
        try (Reader text = Files.newBufferedReader(path)) {
            return parse(path.getFileName().toString(), text, List.of(), problems);
        } catch (NoSuchFileException _) {
            throw new ConfigException(List.of("%s: there is no such file".formatted(path)));
        } catch (CharacterCodingException _) {
            throw new ConfigException(List.of("%s: is not UTF-8 text".formatted(path)));
        } catch (IOException e) {
            throw new ConfigException(List.of("%s: cannot be read: %s".formatted(path, e.getMessage())));
        }
    }

    /** @param above that all its keys stand below */
    static YamlFile parse(String name, Reader text, List<String> above, Problems problems) {
        YamlFile file = new YamlFile(name, problems);
        try {
            Optional.ofNullable(new Yaml(options()).compose(text)).ifPresent(root -> {
                if (root instanceof MappingNode mapping) {
                    file.flatten(above, mapping);
                } else {
                    problems.add(name, "expected keys below '%s:'"
                            .formatted(above.isEmpty() ? Keys.ROOT : ConfigReader.DESTINATIONS), file.at(root));
                }
            });
            return file;
        } catch (MarkedYAMLException e) {
            // Not its message: that quotes the file, which may hold a secret.
            int line = Optional.ofNullable(e.getProblemMark()).map(mark -> mark.getLine() + 1).orElse(1);
            String problem = e.getProblem().startsWith("found undefined alias")
                    ? "a value that begins with '*' must stand in quotes"
                    : e.getProblem();
            throw new ConfigException(List.of("%s:%d: is not YAML: %s".formatted(name, line, problem)));
        } catch (YAMLException _) {
            throw new ConfigException(List.of("%s: is not YAML text".formatted(name)));
        }
    }

    static YamlFile none() {
        return new YamlFile("no file", new Problems());
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        return options;
    }

    /** By canonical key. */
    Map<String, Entry> entries() {
        return entries;
    }

    String where(Entry entry) {
        return name + ":" + entry.line();
    }

    private void flatten(List<String> path, MappingNode mapping) {
        if (path.size() > MAX_DEPTH) {
            problems.add(Keys.canonical(path), "is nested too deep", at(mapping));
            return;
        }
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                List<String> child = new ArrayList<>(path);
                child.add(key.getValue());
                Integer earlier = lines.putIfAbsent(key.getValue(), line(key));
                if (earlier != null) {
                    twice(Keys.canonical(child), earlier, at(key));
                    continue;
                }
                flatten(child, tuple.getValueNode(), line(key));
            } else {
                problems.add(Keys.canonical(path), "expected plain keys", at(tuple.getKeyNode()));
            }
        }
    }

    private void flatten(List<String> path, Node node, int line) {
        switch (node) {
            case MappingNode mapping when !mapping.getValue().isEmpty() -> flatten(path, mapping);
            case ScalarNode scalar ->
                put(path, new Entry(scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), line, false));
            case SequenceNode list -> put(path, new Entry(joined(path, list), line, false));
            default -> put(path, new Entry("", line, true));
        }
    }

    private String joined(List<String> path, SequenceNode list) {
        List<String> values = new ArrayList<>();
        for (Node element : list.getValue()) {
            if (element instanceof ScalarNode scalar) {
                values.add(scalar.getValue());
            } else if (element instanceof MappingNode mapping && mapping.getValue().size() == 1
                    && mapping.getValue().getFirst().getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals(BACKUP)
                    && mapping.getValue().getFirst().getValueNode() instanceof ScalarNode value) {
                values.add(BACKUP + ":" + value.getValue());
            } else {
                problems.add(Keys.canonical(path), "expected a list of plain values", at(element));
            }
        }
        return String.join(",", values);
    }

    private void put(List<String> path, Entry entry) {
        String key = Keys.canonical(path);
        Entry earlier = entries.putIfAbsent(key, entry);
        if (earlier != null) {
            twice(key, earlier.line(), where(entry));
        }
    }

    private void twice(String key, int firstLine, String where) {
        problems.add(key, "stands there twice, first in line " + firstLine, where);
    }

    private String at(Node node) {
        return name + ":" + line(node);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
