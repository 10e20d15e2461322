package io.fusebox.dispatch;

import io.fusebox.call.Delivery;
import io.fusebox.call.OrderingKey;
import io.fusebox.call.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose turn it is among calls with the same ordering key: one at a time, in the order in which they came.
 *
 * <p>The first of them is <em>up</em> while it waits for a place or is under way; it may also be parked, until its time comes, and <em>rests</em>
 * there if that is soon. Those behind it wait in memory while it is up or rests and nobody of them is parked; else they are parked, and held
 * there. So those in memory come before those that are parked, and a key whose first call waits for long costs no memory. Calls without a
 * key are none of its business.
 */
final class Turns {
    /** Lines of keys that were used lately are remembered: then nobody has to look whether a call of theirs is parked. */
    private static final int MOST_IDLE = 2_000;

    /** The next call of a key. */
    sealed interface Next {
        /** It has waited in memory. */
        record InMemory(Lane.Waiting call) implements Next {}

        /** It is parked, and not to be held any longer. */
        record Held(ParkingKey key) implements Next {}
    }

    private final Parking parking;
    private final Map<OrderingKey, KeyLine> busy = new HashMap<>();
    private final Map<OrderingKey, KeyLine> idle = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderingKey, KeyLine> eldest) {
            return size() > MOST_IDLE;
        }
    };
    /** Keys of which a call has ended. */
    private final Set<OrderingKey> freed = new LinkedHashSet<>();
    private final Map<String, Integer> behindByDestination = new HashMap<>();
    private long last;

    Turns(Parking parking) {
        this.parking = parking;
        this.last = parking.lastTurn();
    }

    /** Takes over what an earlier owner has left in the ledger. */
    void adopt(Turn turn) {
        last = Math.max(last, turn.number());
    }

    /** Gives a call that has just come its number. */
    Delivery join(Delivery delivery) {
        return delivery.call().orderingKey().isEmpty() ? delivery : delivery.withTurn(OptionalLong.of(++last));
    }

    /** @return whether nobody is before the call; then it is up */
    boolean claim(Delivery delivery) {
        return delivery.place().isEmpty() || claim(delivery.place().get());
    }

    private boolean claim(Turn turn) {
        KeyLine line = line(turn.key());
        boolean first = isFirst(line, turn);
        if (first) {
            line.goUp(turn.number());
        }
        settle(turn.key(), line);
        return first;
    }

    private boolean isFirst(KeyLine line, Turn turn) {
        return !line.isAnyBefore(turn.number())
                && firstParked(line, turn.key()).filter(parked -> parked.number() < turn.number()).isEmpty();
    }

    private Optional<ParkedTurn> firstParked(KeyLine line, OrderingKey key) {
        Optional<ParkedTurn> first = line.mayBeParked() ? parking.nextTurn(new Turn(key, line.parkedFrom()))
                : Optional.empty();
        first.ifPresentOrElse(parked -> line.firstParkedIs(parked.number()), line::nothingIsParked);
        return first;
    }

    /** Whether a call that must wait for another may do so in memory. */
    boolean hasRoomBehind(Delivery delivery, int most) {
        Turn turn = delivery.place().orElseThrow();
        KeyLine line = line(turn.key());
        boolean room = line.head().isPresent()
                && behindByDestination.getOrDefault(turn.key().destination(), 0) < most
                && isNobodyParkedBehind(line, turn.key(), line.head().getAsLong());
        settle(turn.key(), line);
        return room;
    }

    private boolean isNobodyParkedBehind(KeyLine line, OrderingKey key, long head) {
        return line.onTheirWay().tailSet(head + 1).isEmpty()
                && (!line.mayBeParked() || parking.nextTurn(new Turn(key, head + 1)).isEmpty());
    }

    /** It waits there. */
    void follow(Lane.Waiting call) {
        OrderingKey key = call.delivery().place().orElseThrow().key();
        line(key).behind().add(call);
        behindByDestination.merge(key.destination(), 1, Integer::sum);
    }

    /** A parked call leaves for an attempt, or one that an earlier owner had started is under way. */
    void goUp(Delivery delivery) {
        delivery.place().ifPresent(turn -> line(turn.key()).goUp(turn.number()));
    }

    /**
     * A call is parked again, or is about to be.
     *
     * @return who waited behind it: these are to be parked too
     */
    List<Lane.Waiting> stepDown(Delivery delivery) {
        return delivery.place().map(turn -> {
            KeyLine line = line(turn.key());
            List<Lane.Waiting> behind = line.stepDown(turn.number()) ? takeBehind(turn.key(), line) : List.of();
            settle(turn.key(), line);
            return behind;
        }).orElse(List.of());
    }

    /** A call that is up will be parked for a short time: who waits behind it stays where it is, but not after this. */
    void rest(Turn turn, Instant until) {
        KeyLine line = line(turn.key());
        if (line.isUp(turn.number())) {
            line.rest(until);
        }
        settle(turn.key(), line);
    }

    /**
     * Takes those that wait in memory behind a call that has not come back from its rest: these are to be parked too.
     *
     * @param parks whether calls with a key can be parked now
     */
    List<Lane.Waiting> takeHeldUp(Instant now, Predicate<OrderingKey> parks) {
        List<OrderingKey> rested = busy.entrySet()
                .stream()
                .filter(entry -> entry.getValue().hasRested(now) && parks.test(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<Lane.Waiting> heldUp = new ArrayList<>();
        for (OrderingKey key : rested) {
            KeyLine line = line(key);
            line.endRest();
            heldUp.addAll(takeBehind(key, line));
            settle(key, line);
        }
        return heldUp;
    }

    private List<Lane.Waiting> takeBehind(OrderingKey key, KeyLine line) {
        List<Lane.Waiting> behind = List.copyOf(line.behind());
        behind.forEach(_ -> leaveMemory(key, line));
        return behind;
    }

    /** A call is on its way to the parking. */
    void depart(Turn turn) {
        line(turn.key()).onTheirWay().add(turn.number());
    }

    /** @return whether nobody is before the call, which has come to the parking; else it is to be held there */
    boolean arrive(Delivery delivery) {
        return delivery.place().map(turn -> {
            KeyLine line = line(turn.key());
            line.onTheirWay().remove(turn.number());
            boolean first = isFirst(line, turn);
            line.isParked(turn.number());
            settle(turn.key(), line);
            return first;
        }).orElse(true);
    }

    /** A call is over, wherever it was; its row is gone. */
    void end(Delivery delivery) {
        delivery.place().ifPresent(turn -> {
            KeyLine line = line(turn.key());
            line.stepDown(turn.number());
            line.onTheirWay().remove(turn.number());
            freed.add(turn.key());
        });
    }

    /** Takes those that have waited behind another for too long. */
    List<Lane.Waiting> takeExpired(Predicate<Delivery> isOver) {
        List<Lane.Waiting> expired = new ArrayList<>();
        busy.forEach((key, line) -> {
            for (Iterator<Lane.Waiting> behind = line.behind().iterator(); behind.hasNext();) {
                Lane.Waiting waiting = behind.next();
                if (isOver.test(waiting.delivery())) {
                    behind.remove();
                    countOut(key);
                    expired.add(waiting);
                }
            }
        });
        return expired;
    }

    /** Whether calls have ended of which nobody has asked yet who is next. */
    boolean hasFreed() {
        return !freed.isEmpty();
    }

    /** Takes the key of such a call; the caller makes sure that there is one. */
    OrderingKey pollFreed() {
        OrderingKey key = freed.iterator().next();
        freed.remove(key);
        return key;
    }

    /** The call that may go on now that another with its key is over; one from memory is up. Empty where none waits for that. */
    Optional<Next> next(OrderingKey key) {
        KeyLine line = line(key);
        Optional<Next> next = line.hasOneUp() ? Optional.empty() : first(key, line);
        settle(key, line);
        return next;
    }

    private Optional<Next> first(OrderingKey key, KeyLine line) {
        Lane.Waiting behind = line.behind().peekFirst();
        Optional<ParkedTurn> parked = firstParked(line, key);
        long first = Math.min(behind == null ? Long.MAX_VALUE : KeyLine.numberOf(behind),
                parked.map(ParkedTurn::number).orElse(Long.MAX_VALUE));
        if (line.isAnyBefore(first)) {
            return Optional.empty(); // on its way to the parking, and looked at when it comes
        }
        if (behind != null && KeyLine.numberOf(behind) == first) {
            leaveMemory(key, line);
            line.goUp(first);
            return Optional.of(new Next.InMemory(behind));
        }
        return parked.map(ParkedTurn::key).filter(ParkingKey::isHeld).map(Next.Held::new);
    }

    private void leaveMemory(OrderingKey key, KeyLine line) {
        line.behind().remove();
        countOut(key);
    }

    private void countOut(OrderingKey key) {
        behindByDestination.computeIfPresent(key.destination(), (_, calls) -> calls > 1 ? calls - 1 : null);
    }

    /** What is changed there is to be followed by {@link #settle}, unless it makes the line busy. */
    private KeyLine line(OrderingKey key) {
        return busy.computeIfAbsent(key, _ -> Optional.ofNullable(idle.remove(key)).orElseGet(KeyLine::new));
    }

    private void settle(OrderingKey key, KeyLine line) {
        if (line.isIdle()) {
            busy.remove(key);
            idle.put(key, line);
        }
    }
}
