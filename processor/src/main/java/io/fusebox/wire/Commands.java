package io.fusebox.wire;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Command.Task;
import io.fusebox.schemas.CommandKind;
import io.fusebox.schemas.DestinationPolicy;
import io.fusebox.schemas.OperatorCommand;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What operators set and order, to Avro and back. */
final class Commands {
    private Commands() {}

    static OperatorCommand toAvro(Command command) {
        var builder = OperatorCommand.newBuilder().setAt(command.at());
        return switch (command) {
            case Command.Claim claim ->
                builder.setKind(CommandKind.CLAIM).setPartition(claim.partition()).setNonce(claim.nonce()).build();
            case Command.Confirm confirm -> builder.setKind(CommandKind.CONFIRM)
                    .setPartition(confirm.partition())
                    .setNonce(confirm.nonce())
                    .build();
            case Command.Operate operate -> builder.setKind(CommandKind.valueOf(operate.action().name()))
                    .setDestination(operate.breaker().destination())
                    .setOperation(operate.breaker().operation().orElse(null))
                    .setReason(operate.operator().reason().orElse(null))
                    .setBy(operate.operator().name().orElse(null))
                    .setNonce(operate.operator().nonce().orElse(null))
                    .build();
            case Command.Manage manage -> {
                Orders.put(manage, builder);
                yield builder.setReason(manage.operator().reason().orElse(null))
                        .setBy(manage.operator().name().orElse(null))
                        .setNonce(manage.operator().nonce().orElse(null))
                        .build();
            }
        };
    }

    static Command toDomain(OperatorCommand command) {
        return switch (command.getKind()) {
            case OTHER ->
                throw new MalformedRecordException("field 'kind' is a command that this version does not know");
            case CLAIM -> new Command.Claim(needed("partition", command.getPartition(), command),
                    needed("nonce", command.getNonce(), command), command.getAt());
            case CONFIRM -> new Command.Confirm(needed("partition", command.getPartition(), command),
                    needed("nonce", command.getNonce(), command), command.getAt());
            case RESET -> operate(Command.Action.RESET, command);
            case FORCE_OPEN -> operate(Command.Action.FORCE_OPEN, command);
            case FORCE_CLOSED -> operate(Command.Action.FORCE_CLOSED, command);
            case RELEASE -> operate(Command.Action.RELEASE, command);
            case PAUSE -> Orders.suspend(command);
            case RESUME -> Orders.manage(new Task.Resume(), command);
            case DRAIN_NOW -> Orders.drainNow(command);
            case CANCEL -> Orders.cancel(command);
            case DELETE -> Orders.manage(new Task.Delete(command.getCancelParked()), command);
        };
    }

    private static Command operate(Command.Action action, OperatorCommand command) {
        BreakerName breaker = new BreakerName(needed("destination", command.getDestination(), command),
                command.getOperation());
        return new Command.Operate(action, breaker, Orders.operator(command), command.getAt());
    }

    static <T> T needed(String field, Optional<T> value, OperatorCommand command) {
        return value.orElseThrow(() -> new MalformedRecordException(
                "field '%s' is missing, which %s needs".formatted(field, command.getKind())));
    }

    static DestinationPolicy toAvro(DestinationSettings settings) {
        return new DestinationPolicy(settings.destination(), settings.settings(),
                List.copyOf(settings.settings().keySet()), settings.changedAt(), settings.changedBy().orElse(null));
    }

    static DestinationSettings toDomain(DestinationPolicy policy) {
        return new DestinationSettings(policy.getDestination(), inOrder(policy), policy.getChangedAt(),
                policy.getChangedBy());
    }

    private static SequencedMap<String, String> inOrder(DestinationPolicy policy) {
        Map<String, String> left = new TreeMap<>(policy.getSettings());
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        for (String key : policy.getOrder()) {
            Optional.ofNullable(left.remove(key)).ifPresent(value -> settings.put(key, value));
        }
        settings.putAll(left);
        return Collections.unmodifiableSequencedMap(settings);
    }
}
