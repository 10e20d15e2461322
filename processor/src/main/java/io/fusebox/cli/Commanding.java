package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Operator;
import io.fusebox.cli.JsonReader.Read;
import io.fusebox.config.Durations;
import io.fusebox.wire.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    /**
     * Turns breakers, each with a command of its own.
     *
     * @return the exit status
     */
    int turn(Collection<BreakerName> breakers, Command.Action action) throws InterruptedException {
        Operator operator = options.operator();
        Set<String> awaited = new LinkedHashSet<>();
        for (BreakerName breaker : breakers) {
            send(breaker.destination(), new Command.Operate(action, breaker, operator, Instant.now()));
            awaited.add(breaker.toString());
        }
        await(awaited, operator);
        if (!awaited.isEmpty()) {
            terminal.note("no owner has answered for %s within %s; the command is obeyed as soon as one reads it"
                    .formatted(some(awaited), Durations.write(options.timeout())));
        }
        return awaited.isEmpty() ? 0 : 1;
    }

    private void send(String destination, Command command) throws InterruptedException {
        String topic = session.topics().commands();
        try {
            producer.send(new ProducerRecord<>(topic, destination.getBytes(StandardCharsets.UTF_8),
                    codecs.encodeCommand(command))).get();
        } catch (ExecutionException e) {
            throw Brokers.failure(e.getCause() == null ? e : e.getCause(), session.brokers(), topic);
        }
    }

    private void await(Set<String> breakers, Operator operator) {
        long begin = System.nanoTime();
        while (!breakers.isEmpty()
                && Duration.ofNanos(System.nanoTime() - begin).compareTo(options.timeout()) < 0) {
            events.poll()
                    .stream()
                    .flatMap(record -> reader.read(record).stream())
                    .filter(read -> answers(read.json(), operator)
                            && breakers.remove(JsonCells.text(read.json(), "breaker")))
                    .forEach(this::show);
            terminal.flush();
        }
    }

    private static boolean answers(JsonNode event, Operator operator) {
        return event.path("cause").asText().equals("OPERATOR")
                && event.path("operator").asText().equals(operator.name().orElse(""))
                && event.path("reason").asText().equals(operator.reason().orElse(""));
    }

    private void show(Read read) {
        if (options.json()) {
            terminal.line(read.text());
            return;
        }
        JsonNode event = read.json();
        String from = JsonCells.text(event, "from");
        String to = JsonCells.text(event, "to");
        terminal.line("%s is %s (%s), says %s".formatted(JsonCells.text(event, "breaker"),
                terminal.styled(to, EventView.style(to)), from.equals(to) ? "as before" : "was " + from,
                JsonCells.text(event, "owner")));
    }

    private static String some(Set<String> names) {
        String first = String.join(", ", names.stream().limit(NAMED).toList());
        return names.size() > NAMED ? "%s and %,d more".formatted(first, names.size() - NAMED) : first;
    }
}
