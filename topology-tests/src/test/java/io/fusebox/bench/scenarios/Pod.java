package io.fusebox.bench.scenarios;

import io.fusebox.bench.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What Fusebox' process tells of itself. */
final class Pod {
    private static final String FILLER = "jdk.internal.vm.Filler";

    private final Run run;

    Pod(Run run) {
        this.run = run;
    }

    /** Returns when so many calls wait in all. */
    void awaitParked(int calls) {
        Awaitility.await("%d calls are parked".formatted(calls))
                .atMost(Duration.ofMinutes(10))
                // Asking makes work.
                .pollInterval(Duration.ofMillis(500))
                .until(() -> metric("fusebox_calls_parked{") == calls);
    }

    /** All series that begin so, added up. */
    private double metric(String beginning) throws IOException {
        var url = URI.create("http://127.0.0.1:%d/metrics".formatted(run.job().httpPort())).toURL();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith(beginning))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** Bytes of all objects that are in use: the JVM collects first. */
    long heap() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(run.pid()), "GC.class_histogram").redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said.lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(Pod::bytes)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd said: " + said)) - gaps(said);
    }

    /** What the collector has left lying between objects, so as not to move them: the histogram has it as objects of its own. */
    private static long gaps(String histogram) {
        return histogram.lines().filter(line -> line.contains(FILLER)).map(String::strip).mapToLong(Pod::bytes).sum();
    }

    /** Of a line of the histogram: a number or a word, how many, bytes. */
    private static long bytes(String line) {
        return Long.parseLong(line.split("\\s+")[2]);
    }
}
