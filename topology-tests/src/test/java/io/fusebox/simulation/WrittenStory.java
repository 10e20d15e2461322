package io.fusebox.simulation;

import io.fusebox.call.Call;
import io.fusebox.call.Delivery;
import io.fusebox.call.Outcome;
import io.fusebox.call.Parked;
import io.fusebox.dispatch.Effect;
import io.fusebox.dispatch.Input;
import java.time.Duration;
import java.util.function.Consumer;

/** What happened, in lines for people to read. */
final class WrittenStory implements Story {
    private final World world;
    private final Consumer<String> lines;

    WrittenStory(World world, Consumer<String> lines) {
        this.world = world;
        this.lines = lines;
    }

    @Override
    public void tell(Happening happening) {
        write("* " + line(happening));
    }

    /** When, and what. */
    static String line(Happening happening) {
        String what = switch (happening) {
            case Happening.CallSubmitted(var _, Call call) -> describe(call);
            case Happening.CallSentAgain(var _, Call call) -> "again " + describe(call);
            case Happening.OwnerKilled(var _, int partition, int afterDecisions, long absence) ->
                "the owner of partition %d dies after %d more decisions; the next one comes after %,d ms"
                        .formatted(partition, afterDecisions, absence);
            case Happening.OwnerReplaced(var _, int partition, long blindness, long absence) ->
                "partition %d goes to somebody else in %,d ms; its owner goes on for %,d ms".formatted(partition,
                        absence, blindness);
            case Happening.OwnerStopped(var _, int partition, long patience, long absence) ->
                "the owner of partition %d is told to stop within %,d ms; the next one comes %,d ms later"
                        .formatted(partition, patience, absence);
            case Happening.ClockStepped(var _, long by) -> "the clocks step by %,d ms".formatted(by);
            case Happening.PolicyChanged(var _, String destination, int change) ->
                "policy %d holds for %s".formatted(change, destination);
            case Happening.DestinationRemoved(var _, String destination) -> destination + " is not configured any more";
            case Happening.OperatorActed acted -> "an operator: %s of %s, released after %,d ms".formatted(
                    acted.action(), acted.breaker(), acted.releasedAfter());
            case Happening.DestinationOrdered(var _, String destination, var task, long resumedAfter) ->
                "an operator: %s for %s, resumed after %,d ms".formatted(task, destination, resumedAfter);
            case Happening.MoodChanged(var _, String destination, Mood mood) -> destination + " is " + mood;
        };
        return "%,9d ms  %s".formatted(happening.at(), what);
    }

    private static String describe(Call call) {
        return "call %s to %s%s%s%s%s%s%s".formatted(call.id(), call.destination(),
                call.operation().map(operation -> "/" + operation).orElse(""),
                call.orderingKey().map(key -> ", ordered by " + key).orElse(""),
                call.notBefore().map(time -> ", not before " + World.show(time)).orElse(""),
                call.deadline().map(time -> ", deadline " + World.show(time)).orElse(""),
                call.timeout().map(time -> ", timeout " + time.toMillis() + " ms").orElse(""),
                call.maxAttempts().isPresent() ? ", at most " + call.maxAttempts().getAsInt() + " attempts" : "");
    }

    @Override
    public void tell(Owner owner, Input input) {
        switch (input) {
            case Input.Arrived(Delivery delivery) -> write(owner, "<- arrived: call " + delivery.call().id());
            case Input.ReadBack(Parked parked, var _, var _) ->
                write(owner, "<- read back: call " + parked.delivery().call().id());
            case Input.Completed(var id, Outcome outcome, Duration duration) ->
                write(owner, "<- attempt %d/%d/%d ended after %d ms: %s".formatted(id.incarnation(), id.slot(),
                        id.sequence(), duration.toMillis(), outcome.describe()));
            case Input.Confirmed(var id) ->
                write(owner, "<- confirmed %d/%d/%d".formatted(id.incarnation(), id.slot(), id.sequence()));
            case Input.TimePassed _ -> {
                // Of interest only where something comes of it.
            }
            case Input.PoliciesChanged _ -> write(owner, "<- the policies have changed");
            case Input.Operated(var command) ->
                write(owner, "<- %s of breaker %s".formatted(command.action(), command.breaker()));
            case Input.Managed(var command) ->
                write(owner, "<- %s for %s".formatted(command.task(), command.destination()));
            case Input.StopStarting _ -> write(owner, "<- stop");
        }
    }

    @Override
    public void tell(Owner owner, Effect effect) {
        switch (effect) {
            case Effect.StartAttempt start -> write(owner,
                    "-> start %d/%d/%d: call %s, timeout %d ms".formatted(start.id().incarnation(), start.id().slot(),
                            start.id().sequence(), start.delivery().call().id(), start.timeout().toMillis()));
            case Effect.Confirm(var id) ->
                write(owner, "-> confirm %d/%d/%d".formatted(id.incarnation(), id.slot(), id.sequence()));
            case Effect.Answer(var result) ->
                write(owner, "-> call %s is %s".formatted(result.delivery().call().id(), result.status()));
            case Effect.Park(Parked parked, int slot) -> write(owner, "-> park call %s (%s, slot %d) until %s"
                    .formatted(parked.delivery().call().id(), parked.reason(), slot, World.show(parked.due())));
            case Effect.Travel(Parked parked) -> write(owner, "-> call %s goes to %s"
                    .formatted(parked.delivery().call().id(), parked.delivery().servedBy()));
            case Effect.Announce(var change) -> write(owner, "-> breaker %s #%d: %s to %s, %s"
                    .formatted(change.breaker(), change.sequence(), change.from(), change.to(), change.cause()));
            case Effect.Retire(var breaker) -> write(owner, "-> breaker " + breaker + " is no more");
            case Effect.Bury _,Effect.ShowStatus _,Effect.TimeAttempt _,Effect.DropDuplicate _ -> {
                // Nobody acts on these.
            }
        }
    }

    private void write(Owner owner, String line) {
        write("  %,9d ms  [%s] %s".formatted(world.time(), owner, line));
    }

    private void write(String line) {
        lines.accept(line);
    }
}
