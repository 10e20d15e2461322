package io.fusebox.topology;

import io.fusebox.call.Command;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Delivery;
import io.fusebox.call.Origin;
import io.fusebox.call.Operator;
import io.fusebox.call.Parked;
import io.fusebox.call.Payload;
import io.fusebox.call.RawRecord;
import io.fusebox.dispatch.DispatchSettings;
import io.fusebox.dispatch.Dispatcher;
import io.fusebox.dispatch.Input;
import io.fusebox.dispatch.Ledger;
import io.fusebox.dispatch.Memory;
import io.fusebox.dispatch.Policies;
import io.fusebox.execution.Completion;
import io.fusebox.execution.Mailbox;
import io.fusebox.wire.Codecs;
import io.fusebox.wire.StateCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a task: hands a partition's records to the dispatcher, and has done what that decides.
 *
 * <p>It does nothing before it has read back its own {@link Claim}, and claims again after every pause that was long enough for
 * somebody else to have taken over.
 *
 * <p>Threading notes: all of it runs on the task's stream thread, and never waits there; completions come through the
 * {@link Mailbox}.
 */
final class PartitionOwner implements Intake.Readers, TaskThread.Task {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionOwner.class);
    /** Beyond either, no more requests are fetched. */
    private static final int MOST_ROWS = 20_000;
    private static final long MOST_BYTES = 64L << 20;

    private final DispatchRuntime runtime;
    private final ProcessorContext<byte[], byte[]> context;
    private final int partition;
    private final TopicPartition requests;
    private final TopicPartition retry;
    private final String commands;
    private final TaskThread thread;
    private final TrafficListener traffic;
    private final Codecs codecs;
    private final StoredLedger stored;
    private final Ledger ledger;
    private final Intake intake;
    private final EffectRunner effects;
    private final Mailbox mailbox = new Mailbox();
    private final Claim claim;
    private final Confirmations confirmations;
    private final Heartbeat heartbeat;
    private final String owner;
    private Instant claimedAt = Instant.EPOCH;
    private Optional<Dispatcher> dispatcher = Optional.empty();
    private boolean stopped;
    private long stallsSeen;
    private long policiesSeen;

    PartitionOwner(DispatchRuntime runtime, ProcessorContext<byte[], byte[]> context) {
        this.runtime = runtime;
        this.context = context;
        this.partition = context.taskId().partition();
        this.claim = new Claim(partition);
        this.requests = new TopicPartition(runtime.topics().requests(), partition);
        this.retry = new TopicPartition(runtime.topics().retry(), partition);
        this.commands = runtime.topics().commands();
        this.thread = runtime.threads().ofThread(Thread.currentThread().getName());
        this.stallsSeen = thread.beat();
        this.owner = runtime.settings().owner() + "/" + context.taskId();
        this.traffic = runtime.traffic().apply(context.taskId());
        this.codecs = runtime.codecs().get();
        this.stored = context.getStateStore(FuseboxTopology.LEDGER);
        this.ledger = new Ledger(stored);
        this.intake = new Intake(runtime, codecs, partition, ledger, this);
        this.confirmations = new Confirmations(partition, codecs::encodeCommand);
        this.effects = new EffectRunner(runtime, codecs, context, thread, mailbox, claim, confirmations, traffic,
                owner);
        this.heartbeat = new Heartbeat(context, this::tick);
        stored.commitWith(thread::writeLedgers);
        thread.join(partition, this);
    }

    void process(Record<byte[], byte[]> record) {
        Instant now = now();
        watchForStall();
        RecordMetadata metadata = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without coordinates"));
        RawRecord raw = new RawRecord(
                new Origin(metadata.topic(), metadata.partition(), metadata.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                Optional.ofNullable(record.key()).map(Payload::of),
                Optional.ofNullable(record.value()).map(Payload::of),
                RecordHeaders.copyOf(record.headers()));
        if (metadata.topic().equals(commands)) {
            command(raw, now);
        } else {
            intake.accept(raw, claim.isHeld(), now);
        }
        finishTurn(now);
    }

    void close() {
        heartbeat.close();
        traffic.close();
        stored.commitAlone();
        thread.leave(partition, this);
    }

    @Override
    public void arrived(Delivery delivery, Instant now) {
        decide(new Input.Arrived(delivery), now);
    }

    @Override
    public void readBack(Parked parked, RawRecord record, Instant now) {
        decide(new Input.ReadBack(parked, record.origin().offset(), RecordHeaders.slot(record)), now);
    }

    @Override
    public void reroute(Parked parked, Instant now) {
        effects.reroute(parked, now);
    }

    @Override
    public void bury(DeadLetter letter) {
        effects.bury(letter, letter.at());
    }

    private void tick() {
        Instant now = now();
        watchForStall();
        if (claim.isHeld()) {
            takeAnswers(now);
            decideOnNews(now);
            decide(new Input.TimePassed(), now);
            intake.retry(now);
        } else if (!claim.isWritten() && !thread.isClosed()) {
            writeClaim(now);
        }
        finishTurn(now);
    }

    /** Also before each command: who gives it may have just applied what it is about. */
    private void decideOnNews(Instant now) {
        Policies policies = runtime.policies().get();
        if (policies.version() != policiesSeen) {
            policiesSeen = policies.version();
            decide(new Input.PoliciesChanged(policies), now);
        }
        if (thread.isClosed() && !stopped) {
            stopped = true;
            decide(new Input.StopStarting(), now);
        }
    }

    /** What follows every record and every tick. */
    private void finishTurn(Instant now) {
        if (claim.isHeld()) {
            takeAnswers(now);
            confirmations.drain(attempt -> decide(new Input.Confirmed(attempt), now));
        }
        if (thread.isCommitDue(now)) {
            context.commit();
        }
        int inFlight = inFlight();
        traffic.onInFlight(inFlight);
        if (isDrained(inFlight)) {
            traffic.onDrained();
        }
        keepPace(now);
    }

    /** Who holds no claim when it is told to stop gets none any more, and can tell no answer. */
    private boolean isDrained(int inFlight) {
        return thread.isClosed() && (!claim.isHeld() || (stopped && inFlight == 0));
    }

    /** Before time passes: an attempt is given up when its lease is over, but not one whose answer lies here. */
    private void takeAnswers(Instant now) {
        mailbox.drain(completion -> complete(completion, now));
    }

    private void complete(Completion completion, Instant now) {
        decide(new Input.Completed(completion.id(), completion.outcome(), completion.duration()), now);
    }

    private void decide(Input input, Instant now) {
        Dispatcher its = dispatcher.orElseThrow(() -> new IllegalStateException("nothing is decided before the claim"));
        effects.run(its.decide(input, now), now);
    }

    private void command(RawRecord record, Instant now) {
        if (claim.readBack(record)) {
            if (thread.isClosed()) {
                claim.lose();
            } else {
                takeOver(record.origin().offset(), now);
            }
        } else if (!confirmations.readBack(record)) {
            intake.acceptCommand(record, claim.isHeld(), claim.isKeyOf(record), now);
        }
    }

    @Override
    public boolean operated(Command.Operate operate, Instant now) {
        decideOnNews(now);
        if (dispatcher.filter(its -> its.knows(operate.breaker(), now)).isEmpty()) {
            return false;
        }
        log("breaker", operate.breaker(), operate.operator(),
                operate.action() == Command.Action.RESET
                        ? "RESET; a breaker that recovers by itself shows that its destination has"
                        : operate.action().name());
        decide(new Input.Operated(operate), now);
        return true;
    }

    @Override
    public boolean managed(Command.Manage manage, Instant now) {
        decideOnNews(now);
        if (dispatcher.filter(its -> its.knows(manage.destination(), now)).isEmpty()) {
            return false;
        }
        log("destination", manage.destination(), manage.operator(), manage.task().toString());
        decide(new Input.Managed(manage), now);
        return true;
    }

    private static void log(String key, Object what, Operator operator, String command) {
        LOG.atWarn()
                .addKeyValue(key, what)
                .addKeyValue("by", operator.name().orElse("somebody"))
                .addKeyValue("reason", operator.reason().orElse(""))
                .log("an operator's command: {}", command);
    }

    /** Written in a transaction that commits only if nobody has replaced us; who is replaced never reads it back. */
    private void writeClaim(Instant now) {
        LOG.atDebug().addKeyValue("task", context.taskId()).log("claims the partition");
        claimedAt = now;
        context.forward(new Record<>(claim.key(), claim.renew(now, codecs::encodeCommand), now.toEpochMilli()),
                Sink.CLAIMS.nodeName());
        context.commit();
    }

    private void takeOver(long offset, Instant now) {
        if (dispatcher.isEmpty()) {
            Policies policies = runtime.policies().get();
            policiesSeen = policies.version();
            DispatchSettings settings = runtime.settings();
            dispatcher = Optional.of(new Dispatcher(
                    new DispatchSettings(owner, settings.tellDeferred(), settings.requestLimit()), offset, memory(),
                    policies, destination -> runtime.partitioning().of(destination) == partition,
                    runtime.random().get(), now));
            LOG.atInfo()
                    .addKeyValue("task", context.taskId())
                    .addKeyValue("incarnation", offset)
                    .addKeyValue("claimMs", Duration.between(claimedAt, now).toMillis())
                    .log("took over");
        }
        takeAnswers(now);
        decide(new Input.TimePassed(), now);
        intake.retry(now);
    }

    private Memory memory() {
        KeyValueStore<String, byte[]> breakers = context.getStateStore(FuseboxTopology.BREAKERS);
        KeyValueStore<byte[], byte[]> seen = context.getStateStore(FuseboxTopology.SEEN);
        return new Memory(ledger,
                new StoredParking(context.getStateStore(FuseboxTopology.PARKING), StateCodec.parked()),
                new StoredBreakers(breakers, StateCodec.breakers()), new StoredPauses(breakers, StateCodec.pauses()),
                new StoredAnswers(seen, StateCodec.answers()), new StoredSeen(seen),
                new StoredErrands(breakers, StateCodec.errands()));
    }

    /** Who was away for too long may have been replaced: it starts and tells nothing before it has read a new claim. */
    private void watchForStall() {
        long stalls = thread.beat();
        if (stalls != stallsSeen) {
            stallsSeen = stalls;
            claim.lose();
            LOG.atWarn().addKeyValue("task", context.taskId()).log("paused for long: claiming the partition again");
        }
    }

    private boolean isUnready() {
        return !claim.isHeld() || intake.isHolding();
    }

    /** Commands are let through always: without them it never gets ready. */
    @Override
    public boolean holds(TopicPartition source) {
        return (source.equals(requests) && (isUnready() || isFull())) || (source.equals(retry) && isUnready());
    }

    @Override
    public int waiting() {
        return dispatcher.filter(its -> ledger.size() > its.inFlight()).map(its -> its.waitingShortly(now())).orElse(0);
    }

    @Override
    public int inFlight() {
        return dispatcher.map(Dispatcher::inFlight).orElse(0);
    }

    @Override
    public boolean isBusy() {
        return heartbeat.isFast();
    }

    @Override
    public void writeLedger() {
        stored.write();
    }

    private boolean isFull() {
        return ledger.size() > MOST_ROWS || ledger.weight() > MOST_BYTES;
    }

    private void keepPace(Instant now) {
        heartbeat.keep(isUnready() || thread.pacer().isAwaited() || inFlight() > 0
                || dispatcher.flatMap(Dispatcher::nextWakeUp).filter(now.plus(Heartbeat.SLOW)::isAfter).isPresent());
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
