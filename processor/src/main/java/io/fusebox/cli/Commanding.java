package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.call.Command;
import io.fusebox.call.Operator;
import io.fusebox.cli.JsonReader.Read;
import io.fusebox.config.Durations;
import io.fusebox.wire.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Gives operators' commands to the owners of breakers, and waits for the events that tell that they were obeyed. */
final class Commanding {
    private static final int NAMED = 5;

    private final Session session;
    private final Terminal terminal;
    private final OperatorOptions options;
    private final Codecs codecs;
    private final TopicReader events;
    private final JsonReader reader;
    private final Producer<byte[], byte[]> producer;

    Commanding(Session session, Terminal terminal, OperatorOptions options) throws InterruptedException {
        this.session = session;
        this.terminal = terminal;
        this.options = options;
        String commands = session.topics().commands();
        session.require(List.of(commands, session.topics().breakerEvents()));
        codecs = session.codecs(session.schemasToWrite(commands));
        events = new TopicReader(session.consumer(), session.topics().breakerEvents(), session.brokers(),
                new TopicReader.Start.Now());
        reader = new JsonReader(codecs, terminal);
        producer = session.producer();
    }

    /** A command that can be given, once it is known by whom. */
    interface Order {
        Command by(Operator operator, Instant now);
    }

    /**
     * @param orders by the breaker or destination that they are for
     * @return the exit status
     */
    int give(Map<String, Order> orders) throws InterruptedException {
        Map<String, String> awaited = new LinkedHashMap<>();
        for (Map.Entry<String, Order> order : orders.entrySet()) {
            String nonce = UUID.randomUUID().toString();
            send(order.getValue().by(options.operator().withNonce(nonce), Instant.now()));
            awaited.put(nonce, order.getKey());
        }
        await(awaited.keySet());
        if (!awaited.isEmpty()) {
            terminal.note("no owner has answered for %s within %s; the command is obeyed as soon as one reads it"
                    .formatted(some(awaited.values()), Durations.write(options.timeout())));
        }
        return awaited.isEmpty() ? 0 : 1;
    }

    private void send(Command command) throws InterruptedException {
        String topic = session.topics().commands();
        try {
            producer.send(new ProducerRecord<>(topic, command.owned().orElse("").getBytes(StandardCharsets.UTF_8),
                    codecs.encodeCommand(command))).get();
        } catch (ExecutionException e) {
            throw Brokers.failure(e.getCause() == null ? e : e.getCause(), session.brokers(), topic);
        }
    }

    /** One event for each: where all breakers of a destination answer, the first will do. */
    private void await(Set<String> nonces) {
        long begin = System.nanoTime();
        while (!nonces.isEmpty()
                && Duration.ofNanos(System.nanoTime() - begin).compareTo(options.timeout()) < 0) {
            events.poll()
                    .stream()
                    .flatMap(record -> reader.read(record).stream())
                    .filter(read -> nonces.remove(read.json().path("commandNonce").asText()))
                    .forEach(this::show);
            terminal.flush();
        }
    }

    private void show(Read read) {
        if (options.json()) {
            terminal.line(read.text());
            return;
        }
        JsonNode event = read.json();
        String from = JsonCells.text(event, "from");
        String to = JsonCells.text(event, "to");
        terminal.line("%s: %s; the breaker is %s (%s), says %s".formatted(JsonCells.text(event, "breaker"),
                JsonCells.text(event, "command").toLowerCase(Locale.ROOT).replace('_', '-'),
                terminal.styled(to, EventView.style(to)), from.equals(to) ? "as before" : "was " + from,
                JsonCells.text(event, "owner")));
    }

    private static String some(Collection<String> names) {
        String first = String.join(", ", names.stream().limit(NAMED).toList());
        return names.size() > NAMED ? "%s and %,d more".formatted(first, names.size() - NAMED) : first;
    }
}
