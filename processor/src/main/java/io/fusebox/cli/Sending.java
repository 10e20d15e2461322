package io.fusebox.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.cli.Calls.Checked;
import io.fusebox.cli.JsonObjects.Slice;
import io.fusebox.cli.TopicReader.Start;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run of {@code fusebox send}: checks, paces, sends, waits, and says what came of it. */
final class Sending {
    private final Session session;
    private final Terminal terminal;
    private final Interruption interruption;
    private final Plan plan;
    private final Progress progress;
    private final Codecs codecs;
    private final Calls calls;
    private final String topic;
    private final Sender sender;
    private final Optional<AwaitedResults> awaited;
    private final long begin;
    private long refused;
    private String lastId = "";

    /**
     * How to send.
     *
     * @param copies of each call
     * @param avro else JSON
     * @param patience how long for results; empty: not at all
     * @param json results as JSON
     */
    record Plan(long copies, Optional<Rate> rate, boolean avro, Optional<Duration> patience, boolean json) {}

    Sending(Session session, Terminal terminal, Interruption interruption, Plan plan) throws InterruptedException {
        this.session = session;
        this.terminal = terminal;
        this.interruption = interruption;
        this.plan = plan;
        topic = session.topics().requests();
        String results = session.topics().results();
        session.require(plan.patience.isPresent() ? List.of(topic, results) : List.of(topic));
        SchemaAccess schemas = session.schemas();
        if (plan.avro) {
            register(schemas);
        }
        codecs = session.codecs(schemas);
        calls = new Calls(codecs);
        awaited = plan.patience.map(_ -> new AwaitedResults(
                new TopicReader(session.consumer(), results, session.brokers(), new Start.Now()),
                new JsonReader(codecs, terminal), terminal, plan.json));
        sender = new Sender(session.producer(), topic);
        progress = new Progress(terminal);
        begin = System.nanoTime();
    }

    private void register(SchemaAccess schemas) throws InterruptedException {
        try {
            schemas.format().register(session.topics(), List.of(topic), Duration.ZERO, _ -> {});
        } catch (RegistryException e) {
            throw new CommandException(
                    e.getMessage() + "; check schema-registry.url or --registry, or send --format json", e);
        }
    }

    /** @return the exit status */
    int one(ObjectNode json) throws InterruptedException {
        send(calls.check(calls.bytes(json)));
        if (plan.copies == 1 && plan.patience.isEmpty()) {
            sender.flush();
            // For scripts: the id that was made up.
            if (sender.failed() == 0) {
                terminal.line(lastId);
                terminal.flush();
            }
        }
        return end();
    }

    /**
     * What cannot be read is told and left out.
     *
     * @return the exit status
     */
    int all(JsonObjects objects) throws IOException, InterruptedException {
        for (Optional<Slice> slice = objects.next(); slice.isPresent() && goesOn(); slice = objects.next()) {
            try {
                send(calls.check(slice.get().bytes()));
            } catch (CommandException e) {
                refused++;
                progress.clear();
                terminal.note("line %d: %s".formatted(slice.get().line(), e.getMessage()));
            }
        }
        return end();
    }

    private boolean goesOn() {
        return !sender.isBroken() && !interruption.isRequested();
    }

    private void send(Checked original) throws InterruptedException {
        for (long copy = 1; copy <= plan.copies && awaitTurn(); copy++) {
            Checked next = plan.copies == 1 ? original : calls.copy(original, copy);
            lastId = next.call().id();
            awaited.ifPresent(results -> results.expect(next.call().id()));
            sender.send(next.call(), plan.avro ? codecs.encodeRequest(next.call()) : next.json().bytes());
            progress.show(this::state);
        }
    }

    /** @return whether it goes on */
    private boolean awaitTurn() throws InterruptedException {
        if (plan.rate.isPresent()) {
            long left = plan.rate.get().due(sender.sent()).toNanos() - (System.nanoTime() - begin);
            if (left > 0) {
                interruption.pause(Duration.ofNanos(left));
            }
        }
        return goesOn();
    }

    private String state() {
        double seconds = (System.nanoTime() - begin) / 1e9;
        return "%,d sent, %,d acknowledged, %,d failed (%,.0f/s)".formatted(sender.sent(), sender.acknowledged(),
                sender.failed(), sender.acknowledged() / seconds);
    }

    private int end() {
        sender.flush();
        progress.clear();
        terminal.note(summary());
        if (sender.failed() > 0) {
            sender.failure().ifPresent(failure -> terminal.note(Brokers.line(failure, session.brokers(), topic)));
        }
        boolean succeeded = sender.failed() == 0 && refused == 0 && !interruption.isRequested();
        return awaited.map(results -> await(results) && succeeded).orElse(succeeded) ? 0 : 1;
    }

    private String summary() {
        long sent = sender.acknowledged();
        String what = sent == 1 ? "1 call" : "%,d calls".formatted(sent);
        String failures = sender.failed() == 0 ? "" : ", %,d failed".formatted(sender.failed());
        String refusals = refused == 0 ? "" : ", %,d refused".formatted(refused);
        return "sent %s to %s in %.1f s%s%s".formatted(what, topic, (System.nanoTime() - begin) / 1e9, failures,
                refusals);
    }

    private boolean await(AwaitedResults results) {
        Duration limit = plan.patience.orElse(Duration.ZERO);
        results.await(limit, interruption::isRequested, new Progress(terminal));
        terminal.note(results.summary(limit));
        return results.haveAllSucceeded();
    }
}
