package io.fusebox.broker;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many calls a second one pod makes: broker, registry, destinations and processor in this one JVM. A program, not a test.
 *
 * <p>Arguments, all optional: calls (200,000), partitions (8), destinations (64), the destinations' time in ms (20).
 */
final class ThroughputProbe {
    private static final Duration TICK = Duration.ofSeconds(2);

    private ThroughputProbe() {}

    public static void main(String[] args) throws Exception {
        int calls = argument(args, 0, 200_000);
        int destinations = argument(args, 2, 64);
        long serviceMs = argument(args, 3, 20);
        Vertx vertx = Vertx.vertx();
        try (Surroundings servers = Surroundings.start(); World world = new World(servers)) {
            world.set("partitions", argument(args, 1, 8));
            int port = vertx.createHttpServer()
                    .requestHandler(request -> vertx.setTimer(serviceMs, _ -> request.response().end("ok")))
                    .listen(0)
                    .await()
                    .actualPort();
            List<String> names = IntStream.range(0, destinations).mapToObj(i -> "d" + i).toList();
            names.forEach(name -> world.set("destinations." + name + ".base-url", "http://127.0.0.1:" + port));
            world.startedPod().close();
            Application application = world.application();
            for (int i = 0; i < calls; i++) {
                application.call("c" + i, names.get(i % destinations));
            }
            application.flush();
            measure(world, calls);
        } finally {
            vertx.close().await();
        }
    }

    private static void measure(World world, int calls) throws Exception {
        TopicLog<String> results = world.log(world.topics().results(), _ -> "");
        Pod pod = world.startedPod();
        long begin = System.nanoTime();
        int before = results.size();
        for (int last = before; last < calls;) {
            Thread.sleep(TICK);
            int now = results.size();
            System.out.printf("%,8d results, %,7.0f calls/s%n", now, (now - last) / (double) TICK.toSeconds());
            last = now;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%,d calls in %.1f s: %,.0f calls/s%n", calls - before, seconds, (calls - before) / seconds);
        pod.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.matches("kafka_stream_thread_(commit|process|poll|punctuate)_ratio.*"))
                .map(line -> line.replaceAll("\\{.*}", ""))
                .forEach(System.out::println);
    }

    private static int argument(String[] args, int index, int usual) {
        return args.length > index ? Integer.parseInt(args[index]) : usual;
    }
}
