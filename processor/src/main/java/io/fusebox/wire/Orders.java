package io.fusebox.wire;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Command.Task;
import io.fusebox.call.Operator;
import io.fusebox.call.ParkReason;
import io.fusebox.call.ParkedFilter;
import io.fusebox.dispatch.Errand;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.schemas.CommandKind;
import io.fusebox.schemas.OperatorCommand;
import io.fusebox.schemas.state.ErrandRow;
import io.fusebox.schemas.state.ParkingPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;

/** What operators ask of a destination, to Avro and back. */
final class Orders {
    private Orders() {}

    static void put(Command.Manage command, OperatorCommand.Builder builder) {
        builder.setDestination(command.destination());
        switch (command.task()) {
            case Task.Suspend(var length) ->
                builder.setKind(CommandKind.PAUSE).setPauseMs(length.map(Duration::toMillis).orElse(null));
            case Task.Resume() -> builder.setKind(CommandKind.RESUME);
            case Task.DrainNow(var operation, boolean scheduled) -> builder.setKind(CommandKind.DRAIN_NOW)
                    .setOperation(operation.orElse(null))
                    .setScheduled(scheduled);
            case Task.Cancel(ParkedFilter which) -> builder.setKind(CommandKind.CANCEL)
                    .setOperation(which.operation().orElse(null))
                    .setIds(new ArrayList<>(which.ids()))
                    .setParkReason(which.reason()
                            .map(reason -> io.fusebox.schemas.ParkReason.valueOf(reason.name()))
                            .orElse(null))
                    .setReceivedBefore(which.receivedBefore().orElse(null));
            case Task.Delete(boolean cancelParked) -> builder.setKind(CommandKind.DELETE).setCancelParked(cancelParked);
        }
    }

    static Command.Manage suspend(OperatorCommand command) {
        Optional<Duration> length = command.getPauseMs().map(Duration::ofMillis);
        if (length.filter(its -> !its.isPositive()).isPresent()) {
            throw new MalformedRecordException(
                    "field 'pauseMs' is %d: more than 0 is expected".formatted(length.get().toMillis()));
        }
        return manage(new Task.Suspend(length), command);
    }

    static Command.Manage drainNow(OperatorCommand command) {
        return manage(new Task.DrainNow(command.getOperation(), command.getScheduled()), command);
    }

    static Command.Manage cancel(OperatorCommand command) {
        return manage(new Task.Cancel(new ParkedFilter(command.getOperation(), new LinkedHashSet<>(command.getIds()),
                command.getParkReason().map(reason -> ParkReason.valueOf(reason.name())),
                command.getReceivedBefore())), command);
    }

    static Command.Manage manage(Task task, OperatorCommand command) {
        return new Command.Manage(task, Commands.needed("destination", command.getDestination(), command),
                operator(command), command.getAt());
    }

    static Operator operator(OperatorCommand command) {
        return new Operator(command.getBy(), command.getReason(), Optional.of(command.getKind().name()),
                command.getNonce());
    }

    static ErrandRow toAvro(Errand errand) {
        return new ErrandRow(Commands.toAvro(errand.command()), errand.since(),
                errand.next()
                        .map(key -> new ParkingPlace(key.lane().toString(), key.due(), key.sequence()))
                        .orElse(null));
    }

    static Errand toDomain(ErrandRow row) {
        if (!(Commands.toDomain(row.getCommand()) instanceof Command.Manage command)) {
            throw new MalformedRecordException("no errand comes of " + row.getCommand().getKind());
        }
        return new Errand(command, row.getSince(), row.getNext()
                .map(place -> new ParkingKey(BreakerName.parse(place.getBreaker()), place.getDue(),
                        place.getSequence())));
    }
}
