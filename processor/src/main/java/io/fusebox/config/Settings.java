package io.fusebox.config;

import io.fusebox.call.Names;
import io.fusebox.call.Secret;
import io.fusebox.config.Layers.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one section, read with their types; what does not fit is noted as a problem, and the reading goes on. */
final class Settings {
    /** Documents a key that has no default. */
    static final String NONE = "";

    private final Reading reading;
    private final String path;

    Settings(Reading reading, String path) {
        this.reading = reading;
        this.path = path;
    }

    /** Such as {@code fusebox.destinations.payments}. */
    String path() {
        return path;
    }

    String key(String name) {
        return Keys.child(path, name);
    }

    /** The section of that name, with or without keys in it. */
    Settings section(String name) {
        String key = key(name);
        reading.layers()
                .find(key)
                .filter(found -> !found.value().isEmpty())
                .ifPresent(found -> problem(name, "expected a section: keys below it", found));
        return reading.section(key);
    }

    <T> T get(String name, ValueType<T> type, T fallback) {
        return find(name, type, type.write().apply(fallback)).orElse(fallback);
    }

    <T> Optional<T> find(String name, ValueType<T> type) {
        return find(name, type, NONE);
    }

    private <T> Optional<T> find(String name, ValueType<T> type, String fallback) {
        return reading.ask(key(name), type.range(), fallback).flatMap(found -> {
            Optional<T> value = type.read().apply(found.value().strip());
            if (value.isEmpty()) {
                problem(name, "'%s' does not fit; expected %s".formatted(shown(found.value()), type.expected()), found);
            }
            return value;
        });
    }

    /** A password in a URL is a secret too. */
    private static String shown(String value) {
        return value.replaceFirst("//.*@", "//***@");
    }

    /** Whether the value was set by an operator for this destination, and not in the configuration. */
    boolean isApplied(String name) {
        return reading.layers().find(key(name)).filter(found -> found.source() == Layers.Source.APPLIED).isPresent();
    }

    boolean isWritten(String name) {
        return reading.layers().find(key(name)).isPresent();
    }

    /** A value that must not stand in a file itself. */
    Optional<Secret> secret(String name) {
        return reading.ask(key(name), "env:NAME or file:path", NONE)
                .flatMap(found -> reading.secrets().require(key(name), found));
    }

    void problem(String name, String what, Found found) {
        reading.problems().add(key(name), what, found.where());
    }

    void problem(String name, String what) {
        place(name).ifPresentOrElse(where -> reading.problems().add(key(name), what, where),
                () -> reading.problems().add(key(name), what));
    }

    /** Where a key is written; else where its section begins; empty where only variables say anything of that. */
    Optional<String> place(String name) {
        return reading.layers().find(key(name)).map(Found::where).or(() -> reading.layers().beginning(path));
    }

    /** ... with where it is written, if it is. */
    void problemAt(String name, String what) {
        reading.layers()
                .find(key(name))
                .ifPresentOrElse(found -> problem(name, what, found), () -> problem(name, what));
    }

    /** All keys below, however deep, with their values: for what is passed on to others. */
    Map<String, Found> entries(char variableSeparator) {
        Set<String> names = new LinkedHashSet<>(reading.layers().keysBelow(path));
        names.addAll(namesInVariables(names, variableSeparator));
        Map<String, Found> entries = new LinkedHashMap<>();
        for (String name : names) {
            reading.ask(key(name), "any", NONE).ifPresent(found -> entries.put(name, found));
        }
        return entries;
    }

    /** Only a variable says these: its underscores become what such names have between their words. */
    private List<String> namesInVariables(Set<String> written, char separator) {
        List<String> known = written.stream().map(name -> Keys.variable(key(name))).toList();
        String prefix = Keys.variable(path) + "_";
        return reading.layers()
                .variableNames()
                .stream()
                .filter(variable -> variable.startsWith(prefix) && !known.contains(variable))
                .map(variable -> variable.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', separator))
                .toList();
    }

    /**
     * The sections below that are called by users, in the order of the file; a wrong name is a problem.
     *
     * @param required the key that every such section has: so a variable alone can make one, its underscores read as hyphens
     */
    List<String> names(String what, Optional<String> required) {
        Set<String> names = new LinkedHashSet<>(reading.layers().namesBelow(path));
        required.ifPresent(key -> names.addAll(sectionsInVariables(names, "_" + Keys.variable(key))));
        List<String> valid = new ArrayList<>();
        for (String name : names) {
            if (Names.isValid(name)) {
                valid.add(name);
            } else {
                reading.refuse(key(Keys.quoted(name)));
                problem(Keys.quoted(name), "is no name for %s; expected %s".formatted(what, Names.RULE));
            }
        }
        return valid;
    }

    private List<String> sectionsInVariables(Set<String> written, String suffix) {
        List<String> known = written.stream().map(name -> Keys.variable(key(Keys.quoted(name))) + suffix).toList();
        String prefix = Keys.variable(path) + "_";
        return reading.layers()
                .variableNames()
                .stream()
                .filter(it -> it.startsWith(prefix) && it.endsWith(suffix)
                        && it.length() > prefix.length() + suffix.length())
                .filter(variable -> !known.contains(variable))
                .map(variable -> variable.substring(prefix.length(), variable.length() - suffix.length()))
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    Reading reading() {
        return reading;
    }
}
