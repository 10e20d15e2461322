package io.fusebox.chaos;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What all destinations were asked. Threading notes: safe for all threads. */
final class RequestLog {
    private final AtomicLong serials = new AtomicLong();
    private final AtomicLong over = new AtomicLong();
    private final ConcurrentLinkedQueue<Served> served = new ConcurrentLinkedQueue<>();

    /** @return the request's serial number */
    long begun() {
        return serials.incrementAndGet();
    }

    void ended(Served request) {
        served.add(request);
        over.incrementAndGet();
    }

    long underWay() {
        return serials.get() - over.get();
    }

    /** In the order in which they ended. */
    List<Served> served() {
        return List.copyOf(served);
    }
}
