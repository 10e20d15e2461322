package io.fusebox.topology;

import io.fusebox.call.BreakerName;
import io.fusebox.call.DeadLetter;
import io.fusebox.call.Parked;
import io.fusebox.call.Payload;
import io.fusebox.call.Result;
import io.fusebox.call.ResultStatus;
import io.fusebox.dispatch.Effect;
import io.fusebox.execution.AttemptOrder;
import io.fusebox.execution.Mailbox;
import io.fusebox.wire.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the dispatcher wants done: forwards records, starts attempts, tells the meters. */
final class EffectRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);
    /** Of a foreign record, in bytes: what is longer is no destination's name. */
    private static final int LONGEST_KEY = 1_000;

    private final DispatchRuntime runtime;
    private final ProcessorContext<byte[], byte[]> context;
    private final TaskThread thread;
    private final Mailbox mailbox;
    private final Claim claim;
    private final Confirmations confirmations;
    private final TrafficListener traffic;
    private final String owner;
    private final Codecs codecs;

    EffectRunner(DispatchRuntime runtime, Codecs codecs, ProcessorContext<byte[], byte[]> context, TaskThread thread,
            Mailbox mailbox, Claim claim, Confirmations confirmations, TrafficListener traffic, String owner) {
        this.runtime = runtime;
        this.context = context;
        this.thread = thread;
        this.mailbox = mailbox;
        this.claim = claim;
        this.confirmations = confirmations;
        this.traffic = traffic;
        this.owner = owner;
        this.codecs = codecs;
    }

    void run(List<Effect> effects, Instant now) {
        for (Effect effect : effects) {
            run(effect, now);
        }
    }

    private void run(Effect effect, Instant now) {
        switch (effect) {
            case Effect.StartAttempt start -> {
                start.lateness().ifPresent(traffic::onRetryStarted);
                runtime.executor()
                        .execute(new AttemptOrder(start.id(), start.delivery().call(), start.destination(),
                                start.target(), start.timeout(), start.delivery().trace()), mailbox::post);
            }
            case Effect.Confirm(var id) -> {
                context.forward(new Record<>(claim.key(), confirmations.ask(id, now), now.toEpochMilli()),
                        Sink.CLAIMS.nodeName());
                thread.pacer().forwarded(now.toEpochMilli());
            }
            case Effect.Answer(Result result) -> answer(result, now);
            case Effect.DropDuplicate(var destination, var id) -> dropDuplicate(destination, id);
            case Effect.Bury(DeadLetter letter) -> bury(letter, now);
            case Effect.Park(Parked parked, int slot) -> park(parked, RecordHeaders.ofSlot(slot), now);
            case Effect.Travel(Parked parked) -> park(parked, RecordHeaders.none(), now);
            case Effect.Announce(var change) -> {
                forward(Sink.BREAKER_EVENTS, key(change.breaker()), codecs.encodeEvent(change, owner), now);
                thread.pacer().forwarded(now.toEpochMilli());
                traffic.onStateChange(change);
            }
            case Effect.ShowStatus(var status) -> {
                forward(Sink.BREAKER_STATUS, key(status.name()), codecs.encodeStatus(status), now);
                traffic.onStatus(status);
            }
            case Effect.Retire(BreakerName breaker) -> {
                forward(Sink.BREAKER_STATUS, key(breaker), null, now);
                traffic.onBreakerGone(breaker);
            }
            case Effect.TimeAttempt(var breaker, var outcome, var duration) ->
                traffic.onAttempt(breaker, outcome, duration);
        }
    }

    private void answer(Result result, Instant now) {
        byte[] key = result.delivery().call().effectiveReplyKey().getBytes(StandardCharsets.UTF_8);
        context.forward(new Record<>(key, codecs.encodeResult(result), now.toEpochMilli(),
                RecordHeaders.ofTrace(result.delivery().trace())), Sink.RESULTS.nodeName());
        thread.pacer().forwarded(now.toEpochMilli());
        String destination = result.delivery().call().destination();
        if (result.status() == ResultStatus.FALLBACK) {
            traffic.onFallback(destination, result.source());
        }
        traffic.onResult(destination, result.status());
    }

    private void dropDuplicate(String destination, String id) {
        LOG.atDebug()
                .addKeyValue("destination", destination)
                .addKeyValue("callId", id)
                .log("came a second time, and is dropped");
        traffic.onDuplicate(destination);
    }

    void bury(DeadLetter letter, Instant now) {
        byte[] key = switch (letter) {
            case DeadLetter.Ended ended -> ended.delivery().call().destination().getBytes(StandardCharsets.UTF_8);
            case DeadLetter.Refused refused ->
                refused.record().key().filter(name -> name.size() <= LONGEST_KEY).orElse(Payload.EMPTY).bytes();
        };
        forward(Sink.DEAD_LETTERS, key, codecs.encodeDeadLetter(letter), now);
        thread.pacer().forwarded(now.toEpochMilli());
        traffic.onDeadLetter(letter.reason().label());
    }

    void reroute(Parked parked, Instant now) {
        park(parked, RecordHeaders.none(), now);
        traffic.onRerouted();
    }

    private void park(Parked parked, Headers headers, Instant now) {
        byte[] key = parked.delivery().servedBy().getBytes(StandardCharsets.UTF_8);
        context.forward(new Record<>(key, codecs.encodeParked(parked), now.toEpochMilli(), headers),
                Sink.RETRY.nodeName());
        thread.pacer().forwarded(now.toEpochMilli());
    }

    private void forward(Sink sink, byte[] key, byte @Nullable [] value, Instant now) {
        context.forward(new Record<byte[], byte[]>(key, value, now.toEpochMilli()), sink.nodeName());
    }

    private static byte[] key(BreakerName breaker) {
        return breaker.toString().getBytes(StandardCharsets.UTF_8);
    }
}
