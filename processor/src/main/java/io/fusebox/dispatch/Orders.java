package io.fusebox.dispatch;

import io.fusebox.call.BreakerName;
import io.fusebox.call.Command;
import io.fusebox.call.Command.Task;
import io.fusebox.call.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Obeys what operators ask of a destination, and answers with an event of each of its breakers. */
final class Orders {
    private final Lanes lanes;
    private final PauseMemory pauses;
    private final Errands errands;

    Orders(Lanes lanes, PauseMemory pauses, Errands errands) {
        this.lanes = lanes;
        this.pauses = pauses;
        this.errands = errands;
    }

    void obey(Command.Manage command, DestinationLanes destination, Instant now) {
        switch (command.task()) {
            case Task.Suspend(Optional<Duration> length) -> {
                Instant until = length.map(now::plus).filter(Pause.UNTIL_RESUMED::isAfter).orElse(Pause.UNTIL_RESUMED);
                leaveAlone(destination, new Pause(until, command.operator().describe(), Pause.By.OPERATOR));
            }
            case Task.Resume() -> {
                destination.limits().resume();
                destination.denials().forget();
                pauses.remove(destination.name());
            }
            case Task.DrainNow _,Task.Cancel _ -> errands.begin(command, now);
            case Task.Delete(boolean cancelParked) -> {
                if (cancelParked) {
                    errands.begin(command, now);
                }
            }
        }
        for (BreakerName name : destination.policy().breakers()) {
            lanes.open(destination, name, now).breaker().acknowledge(command.operator(), now);
        }
    }

    private void leaveAlone(DestinationLanes destination, Pause pause) {
        if (destination.limits().leaveAlone(pause)) {
            pauses.put(destination.name(), pause);
        }
    }
}
