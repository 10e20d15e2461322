package io.fusebox.processes;

import io.fusebox.sandbox.EmbeddedKafka;
import io.fusebox.sandbox.Port;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A broker in a process of its own: {@code BrokerMain <port> <data directory> [<property>=<value> ...]}. */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> properties = new HashMap<>();
        for (int i = 2; i < args.length; i++) {
            String[] property = args[i].split("=", 2);
            properties.put(property[0], property[1]);
        }
        EmbeddedKafka.start(new EmbeddedKafka.Options(Port.of(Integer.parseInt(args[0])), Optional.of(Path.of(args[1])),
                properties));
        new CountDownLatch(1).await();
    }
}
