package io.fusebox.chaos;

import java.time.Duration;

/** One thing that is done to a running system. */
sealed interface Mischief {

    /** kill -9; it is started again after a while. */
    record KillPod(Duration away) implements Mischief {}

    /** SIGTERM; it is started again after a while. */
    record StopPod(Duration away) implements Mischief {}

    /** SIGSTOP and SIGCONT. */
    record PausePod(Duration length) implements Mischief {}

    /** kill -9, start again, and SIGSTOP as soon as it has restored its tasks and claims them. */
    record PauseNewborn(Duration length) implements Mischief {}

    /** kill -9; started again without what it had on disk. */
    record LoseState() implements Mischief {}

    /** One more, for a while; then it leaves. */
    record AddPod(Duration length) implements Mischief {}

    /** kill -9 of the broker; it is started again on its data. */
    record KillBroker(Duration away) implements Mischief {}

    /** A destination fails, cuts and hangs. */
    record Sickness(Duration length) implements Mischief {}

    /** A destination refuses connections. */
    record Outage(Duration length) implements Mischief {}
}
