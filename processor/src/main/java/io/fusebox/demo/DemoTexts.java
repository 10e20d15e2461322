package io.fusebox.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What is said before the story and after it. */
public final class DemoTexts {
    private DemoTexts() {}

    /** Where everything is. */
    public record Places(String brokers, String registry, int httpPort, Path config, Path log) {
        String http() {
            return "http://127.0.0.1:" + httpPort;
        }
    }

    public static String introduction(Places places, DemoSchedule schedule, Duration start) {
        return String.format(Locale.ROOT, """
                All is up, in %.1f s:

                  Kafka            %s
                  schema registry  %s
                  Fusebox          %s/breakers
                  configuration    %s
                  log              %s

                It calls three destinations:

                  payments         healthy: answers in 20 to 60 ms
                  inventory        fails now and then: 1 call in 20 gets 503, and 1 in 100 gets 422, which is final
                  email            is down from second %d to %d: calls get 503, or a closed connection

                An application now writes %d calls a second to each of them, for %d s.
                """, start.toMillis() / 1000.0, places.brokers(), places.registry(), places.http(), places.config(),
                places.log(), schedule.emailDownFrom().toSeconds(), schedule.emailDownUntil().toSeconds(),
                Demo.CALLS_PER_SECOND, schedule.cycle().toSeconds());
    }

    public static String invitation(Places places, DemoSchedule schedule) {
        return """

                It all keeps running, and email goes down again every %1$d s. Join in, from another terminal:

                  deploy/fusebox send --config %4$s \\
                    -d payments --path /charges --body '{"order": 7}' --wait
                  echo 'payments|{"id": "my-call-1", "destination": "payments", "path": "/charges", "body": {"order": 7}}' |
                    kcat -P -b %2$s -t fusebox.requests -K '|'
                  kcat -C -b %2$s -t fusebox.results -o -3 -e -q

                  curl %3$s/breakers
                  curl %3$s/health/circuit-breakers
                  curl %3$s/metrics

                Ctrl-C stops everything.
                """
                .formatted(schedule.cycle().toSeconds(), places.brokers(), places.http(), places.config());
    }
}
