package io.fusebox.bench.report;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** Where and with what it was measured. */
public final class Machine {
    private Machine() {}

    /** In Markdown. */
    public static String facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now().toString());
        facts.put("commit",
                git("rev-parse", "--short=12", "HEAD") + (git("status", "--porcelain").isEmpty() ? "" : ", changed"));
        facts.put("processor", "%d cores, %s".formatted(Runtime.getRuntime().availableProcessors(), processor()));
        facts.put("memory", memory());
        facts.put("system", "%s %s, %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"),
                System.getProperty("os.arch")));
        facts.put("JDK",
                "%s, %s".formatted(System.getProperty("java.vendor"), System.getProperty("java.runtime.version")));
        facts.put("Kafka", AppInfoParser.getVersion());
        facts.put("Vert.x", vertx());
        return facts.entrySet()
                .stream()
                .map(fact -> "- %s: %s%n".formatted(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining());
    }

    private static String memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "%d GiB".formatted(Math.round((double) system.getTotalMemorySize() / (1 << 30)));
    }

    private static String vertx() {
        return Optional.ofNullable(Vertx.class.getPackage().getImplementationVersion()).orElse("?");
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.empty()) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("of an unknown kind");
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String git(String... arguments) {
        try {
            Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
