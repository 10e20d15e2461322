package io.fusebox.http;

import io.fusebox.execution.AttemptOrder;
import io.fusebox.execution.Completion;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * How many calls a second go out. Run by hand, on an otherwise idle machine; the server that answers after 20 ms runs in the same
 * JVM, so its share of the processors is part of the figures.
 */
final class HttpThroughputProbe {
    private static final int ANSWER_AFTER_MS = 20;

    private HttpThroughputProbe() {}

    public static void main(String[] args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 500_000;
        Vertx serverVertx = Vertx.vertx();
        int port = serverVertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.endHandler(
                        _ -> serverVertx.setTimer(ANSWER_AFTER_MS, _ -> request.response().end("{\"ok\":true}"))))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        URI url = URI.create("http://127.0.0.1:" + port + "/orders");
        try (HttpCallExecutor executor = new HttpCallExecutor(HttpSettings.defaults())) {
            run(executor, url, 500, calls / 5, "warm-up");
            run(executor, url, 500, calls, "measured");
            run(executor, url, 2_000, calls / 5, "warm-up");
            run(executor, url, 2_000, calls, "measured");
        }
        serverVertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void run(HttpCallExecutor executor, URI url, int concurrency, int calls, String what)
            throws InterruptedException {
        AttemptOrder order = new Calls(url).concurrency(concurrency)
                .header("Content-Type", "application/json")
                .body("{\"amount\":12}")
                .order();
        AtomicInteger left = new AtomicInteger(calls - concurrency);
        AtomicInteger failed = new AtomicInteger();
        AtomicLong millis = new AtomicLong();
        CountDownLatch done = new CountDownLatch(calls);
        AtomicLong loopCpu = new AtomicLong();
        Consumer<Completion> next = new Consumer<>() {
            @Override
            public void accept(Completion completion) {
                millis.addAndGet(completion.duration().toMillis());
                if (!completion.outcome().label().equals("200")) {
                    failed.incrementAndGet();
                    System.out.println(completion.outcome().describe());
                }
                if (done.getCount() == calls || done.getCount() == 1) {
                    loopCpu.addAndGet((done.getCount() == 1 ? 1 : -1)
                            * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                }
                done.countDown();
                if (left.getAndDecrement() > 0) {
                    executor.execute(order, this);
                }
            }
        };
        long start = System.nanoTime();
        for (int i = 0; i < concurrency; i++) {
            executor.execute(order, next);
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-8s %5d at once: %,8.0f calls/s, mean %d ms, %.1f µs of the event loop's CPU per call, %d failed%n",
                what, concurrency, calls / seconds, millis.get() / calls, loopCpu.get() / 1e3 / calls, failed.get());
    }
}
