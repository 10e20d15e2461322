package io.fusebox.config;

import io.fusebox.call.OutcomeList;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that keys have. */
final class ValueTypes {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(|KiB|MiB|GiB)");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private ValueTypes() {}

    static ValueType<Duration> duration(Duration least, Duration most) {
        return new ValueType<>("a duration from %s to %s".formatted(Durations.write(least), Durations.write(most)),
                Durations.EXAMPLES,
                text -> Durations.read(text).filter(it -> it.compareTo(least) >= 0 && it.compareTo(most) <= 0),
                Durations::write);
    }

    /** In bytes. */
    static ValueType<Integer> size(int least, int most) {
        return new ValueType<>("a size from %s to %s".formatted(writeSize(least), writeSize(most)), "64KiB or 1MiB",
                text -> readSize(text).filter(it -> it >= least && it <= most).map(Long::intValue),
                ValueTypes::writeSize);
    }

    private static Optional<Long> readSize(String text) {
        Matcher parts = SIZE.matcher(text);
        return parts.matches() ? Optional.of(Long.parseLong(parts.group(1)) << shiftOf(parts.group(2)))
                : Optional.empty();
    }

    private static int shiftOf(String unit) {
        return switch (unit) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
    }

    private static String writeSize(int bytes) {
        String unit = bytes == 0 ? ""
                : List.of("GiB", "MiB", "KiB", "")
                        .stream()
                        .filter(it -> bytes % (1 << shiftOf(it)) == 0)
                        .findFirst()
                        .orElseThrow();
        return (bytes >> shiftOf(unit)) + unit;
    }

    static ValueType<Integer> integer(int least, int most) {
        return new ValueType<>("a whole number from %d to %d".formatted(least, most), "",
                text -> matching(INTEGER, text).map(Integer::valueOf).filter(it -> it >= least && it <= most),
                Object::toString);
    }

    /** @param range what the predicate checks */
    static ValueType<Double> decimal(String range, String example, Predicate<Double> inRange) {
        return new ValueType<>(range, example, text -> matching(DECIMAL, text).map(Double::valueOf).filter(inRange),
                value -> BigDecimal.valueOf(value).toPlainString());
    }

    static ValueType<Boolean> flag() {
        return new ValueType<>("true or false", "",
                text -> text.equals("true") || text.equals("false") ? Optional.of(Boolean.valueOf(text))
                        : Optional.empty(),
                Object::toString);
    }

    static ValueType<String> text(String range, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new ValueType<>(range, "", text -> matching(compiled, text), Function.identity());
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return Optional.of(text).filter(pattern.asMatchPredicate());
    }

    /** One of an enum's constants, by its label. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type, Function<E, String> label) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return new ValueType<>(constants.stream().map(label).collect(Collectors.joining(", ", "one of ", "")), "",
                text -> constants.stream().filter(it -> label.apply(it).equals(text)).findFirst(), label);
    }

    /** The label that a constant has in files: {@code NONE} is {@code none}. */
    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static ValueType<OutcomeList> outcomes() {
        return new ValueType<>("a list of statuses, classes and kinds",
                "503, 5xx, timeout, connect, dns, tls, reset, protocol, too-large, refused-address, cancelled",
                text -> {
                    try {
                        return Optional.of(OutcomeList.parse(elements(text)));
                    } catch (IllegalArgumentException _) {
                        return Optional.empty();
                    }
                }, outcomes -> outcomes.entries().toString());
    }

    /** Each of the elements must match. */
    static ValueType<List<String>> list(String range, String example, String elementPattern) {
        Pattern compiled = Pattern.compile(elementPattern);
        return new ValueType<>(range, example,
                text -> Optional.of(elements(text)).filter(it -> it.stream().allMatch(compiled.asMatchPredicate())),
                List::toString);
    }

    /** In brackets, as a list is shown, or without. */
    private static List<String> elements(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return inner.isBlank() ? List.of() : Arrays.stream(inner.split(",", -1)).map(String::strip).toList();
    }

    /** {@code http} or {@code https} with a host, and without what has no place in a base: credentials, query, fragment. */
    static ValueType<URI> baseUrl() {
        return new ValueType<>("an http or https URL without user, query and fragment", "https://payments.example",
                text -> {
                    try {
                        return Optional.of(new URI(text)).filter(ValueTypes::isBase);
                    } catch (URISyntaxException _) {
                        return Optional.empty();
                    }
                }, URI::toString);
    }

    private static boolean isBase(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        return http && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null
                && url.getFragment() == null && url.getPort() <= 65_535 && url.getPort() != 0;
    }
}
