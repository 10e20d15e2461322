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
    private final Errands errands;

    Orders(Lanes lanes, Errands errands) {
        this.lanes = lanes;
        this.errands = errands;
    }

    void obey(Command.Manage command, DestinationLanes destination, Instant now) {
        switch (command.task()) {
            case Task.Suspend(Optional<Duration> length) -> {
                Instant until = length.map(now::plus).filter(Pause.UNTIL_RESUMED::isAfter).orElse(Pause.UNTIL_RESUMED);
                lanes.pause(destination, new Pause(until, command.operator().describe(), Pause.By.OPERATOR));
            }
            case Task.Resume() -> {
                destination.denials().forget();
                lanes.resume(destination);
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
}
