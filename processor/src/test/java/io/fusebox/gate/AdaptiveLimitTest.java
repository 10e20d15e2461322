package io.fusebox.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private static final int LEAST = 4;
    private static final int MOST = 200;

    private final AdaptiveLimit limit = new AdaptiveLimit(LEAST, MOST);
    private final Server server = new Server();

    @Test
    void beginsWithFew() {
        assertThat(limit.limit()).isEqualTo(LEAST);
    }

    @Test
    void growsToTheMostWhereLatencyStays() {
        server.workers = 10_000;

        server.serve(20_000);

        assertThat(limitAtRest()).isEqualTo(MOST);
    }

    @Test
    void staysWhereTheDestinationBeginsToQueue() {
        server.workers = 20;

        server.serve(50_000);

        assertThat(limitAtRest()).isBetween(20, 60);
    }

    @Test
    void shrinksWhenTheDestinationCanDoLessAndGrowsWhenItCanAgain() {
        server.workers = 60;
        server.serve(50_000);
        int before = limitAtRest();

        server.workers = 10;
        server.serve(2_000);

        assertThat(limitAtRest()).isLessThan(before / 2);
        server.workers = 60;
        server.serve(50_000);
        assertThat(limitAtRest()).isGreaterThan(before * 2 / 3);
    }

    @Test
    void shrinksToTheLeastWhereAllFails() {
        server.workers = 10_000;
        server.serve(20_000);

        for (int i = 0; i < 20_000; i++) {
            limit.ended(false, Duration.ofMillis(1), 0);
        }

        assertThat(limit.limit()).isEqualTo(LEAST);
    }

    @Test
    void findsOutWhenTheDestinationIsSlowerForGood() {
        server.workers = 10_000;
        server.serve(20_000);

        server.serviceMicros *= 10;
        server.serve(60_000);

        assertThat(limitAtRest()).isEqualTo(MOST);
    }

    @Test
    void doesNotGrowWithoutNeed() {
        for (int i = 0; i < 10_000; i++) {
            limit.started(1);
            limit.ended(true, Duration.ofMillis(20), 0);
        }

        assertThat(limit.limit()).isEqualTo(LEAST);
    }

    @Test
    void keepsWithinNewBounds() {
        server.workers = 10_000;
        server.serve(20_000);

        limit.changeTo(2, 50);
        assertThat(limit.limit()).isEqualTo(50);
        limit.changeTo(80, 90);
        assertThat(limit.limit()).isEqualTo(80);
    }

    /** Not while a baseline is measured. */
    private int limitAtRest() {
        int most = limit.limit();
        for (int i = 0; i < 10 && most == LEAST; i++) {
            server.serve(50);
            most = limit.limit();
        }
        return most;
    }

    /** Takes 20 ms for a call; those that no worker is free for wait for one. As many calls come as it is given places. */
    private final class Server {
        private long serviceMicros = 20_000;
        private int workers;
        private long now;
        private final PriorityQueue<long[]> ends = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));

        void serve(int calls) {
            for (int begun = 0; begun < calls || !ends.isEmpty();) {
                if (begun < calls && ends.size() < limit.limit()) {
                    begun++;
                    ends.add(new long[]{ now + serviceTime(), now });
                    limit.started(ends.size());
                } else {
                    long[] call = ends.poll();
                    now = Math.max(now, call[0]);
                    limit.ended(true, Duration.ofNanos(1_000 * (call[0] - call[1])), ends.size());
                }
            }
        }

        /** With all workers busy, by Little's law. */
        private long serviceTime() {
            return serviceMicros * Math.max(1, Math.ceilDiv(ends.size() + 1, workers));
        }
    }
}
