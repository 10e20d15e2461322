package io.fusebox.simulation;

import io.fusebox.breaker.BreakerState;
import io.fusebox.call.AttemptId;
import io.fusebox.call.Command;
import io.fusebox.call.Command.Task;
import io.fusebox.call.Delivery;
import io.fusebox.call.Detour;
import io.fusebox.call.Outcome;
import io.fusebox.call.Parked;
import io.fusebox.call.ParkedFilter;
import io.fusebox.call.Pause;
import io.fusebox.call.Response;
import io.fusebox.call.Turn;
import io.fusebox.dispatch.AnswerKey;
import io.fusebox.dispatch.AnswerMemory;
import io.fusebox.dispatch.BreakerMemory;
import io.fusebox.dispatch.CachedAnswer;
import io.fusebox.dispatch.DestinationPolicy;
import io.fusebox.dispatch.Expiry;
import io.fusebox.dispatch.Input;
import io.fusebox.dispatch.LedgerRow;
import io.fusebox.dispatch.LedgerStore;
import io.fusebox.dispatch.ParkedRow;
import io.fusebox.dispatch.ParkedTurn;
import io.fusebox.dispatch.Parking;
import io.fusebox.dispatch.ParkingKey;
import io.fusebox.dispatch.PauseMemory;
import io.fusebox.dispatch.Policies;
import io.fusebox.dispatch.SeenId;
import io.fusebox.dispatch.SeenMemory;
import io.fusebox.dispatch.SeenUntil;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What is broken on purpose, and the invariant that has to notice. */
enum Mutant implements Seams {
    /** A third of the ledger is never stored. */
    THE_LEDGER_FORGETS_ROWS(OneResultPerCall::new) {
        @Override
        public LedgerStore ledger(LedgerStore store) {
            return new LedgerStore() {
                @Override
                public void put(int slot, LedgerRow row) {
                    if (slot % 3 != 0) {
                        store.put(slot, row);
                    }
                }

                @Override
                public void remove(int slot) {
                    store.remove(slot);
                }

                @Override
                public void forEach(BiConsumer<Integer, LedgerRow> visitor) {
                    store.forEach(visitor);
                }
            };
        }
    },
    /** An earlier owner's attempts are given up at once, and their places with them. */
    LEASES_ARE_NOT_WAITED_FOR(ConcurrencyHeld::new) {
        @Override
        public LedgerStore ledger(LedgerStore store) {
            return FoundRows.leasedUntil(store, Instant.EPOCH);
        }
    },
    /** ... and their calls are made again beside them. */
    LEASES_DO_NOT_GUARD_CALLS(OneAttemptAtATime::new) {
        @Override
        public LedgerStore ledger(LedgerStore store) {
            return FoundRows.leasedUntil(store, Instant.EPOCH);
        }
    },
    /** An attempt that nobody reports is waited for without an end. */
    LEASES_DO_NOT_END(OneResultPerCall::new) {
        @Override
        public LedgerStore ledger(LedgerStore store) {
            return FoundRows.leasedUntil(store, Instant.parse("2100-01-01T00:00:00Z"));
        }
    },
    /** An attempt's end is taken for the end of whatever is in its slot now, whoever started it. */
    EARLIER_ENDS_ARE_ACCEPTED(OwnAnswer::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return acceptEarlierEnds(input, owner);
        }
    },
    /** ... and votes. */
    EARLIER_ENDS_VOTE(EarlierOutcomesHaveNoVote::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return acceptEarlierEnds(input, owner);
        }
    },
    /** A breaker begins its generations anew with each owner, and so does not know the probes of an earlier one. */
    GENERATIONS_ARE_FORGOTTEN(ProbesWithinPermits::new) {
        @Override
        public BreakerMemory breakers(BreakerMemory memory) {
            return new FoundBreakers(memory, its -> Optional.of(FoundBreakers.with(its, its.state(), 1)));
        }
    },
    /** A breaker's state is not restored. */
    OPEN_BREAKERS_ARE_FORGOTTEN(OpenStartsNothing::new) {
        @Override
        public BreakerMemory breakers(BreakerMemory memory) {
            return new FoundBreakers(memory, its -> Optional
                    .of(FoundBreakers.with(its, new BreakerState.Closed(its.at(), false), its.generation())));
        }
    },
    /** Breakers are not remembered at all. */
    BREAKERS_ARE_FORGOTTEN(EventsChain::new) {
        @Override
        public BreakerMemory breakers(BreakerMemory memory) {
            return new FoundBreakers(memory, _ -> Optional.empty());
        }
    },
    /** What a breaker has counted is not restored. */
    TOTALS_ARE_FORGOTTEN(TotalsOnlyGrow::new) {
        @Override
        public BreakerMemory breakers(BreakerMemory memory) {
            return new FoundBreakers(memory, its -> Optional.of(FoundBreakers.withoutTotals(its)));
        }
    },
    /** What is parked is due at once. */
    PARKED_CALLS_LEAVE_EARLY(NothingBeforeItsTime::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return input instanceof Input.ReadBack(Parked parked, long sequence, OptionalInt slot) ? new Input.ReadBack(
                    new Parked(parked.delivery(), parked.reason(), parked.delivery().receivedAt(), parked.expiresAt()),
                    sequence, slot) : input;
        }
    },
    /** The first of the calls that are parked is not seen. */
    THE_FIRST_IN_LINE_IS_OVERLOOKED(FirstInFirstOut::new) {
        @Override
        public Parking parking(Parking parking) {
            return new ForwardingParking(parking) {
                @Override
                public List<ParkedRow> scan(ParkingKey from, int limit) {
                    List<ParkedRow> rows = super.scan(from, limit);
                    return rows.size() > 1 ? rows.subList(1, rows.size()) : rows;
                }
            };
        }
    },
    /** The deadlines of calls that an earlier owner has parked are not looked at. */
    DEADLINES_ARE_FORGOTTEN(ExpiredInTime::new) {
        @Override
        public Parking parking(Parking parking) {
            return new ForwardingParking(parking) {
                @Override
                public List<Expiry> scanExpiries(Expiry from, int limit) {
                    return List.of();
                }
            };
        }
    },
    /** A parked call forgets how often it was tried. */
    ATTEMPTS_ARE_FORGOTTEN(AttemptsWithinMaximum::new) {
        @Override
        public Parking parking(Parking parking) {
            return new ForwardingParking(parking) {
                @Override
                public Optional<Parked> get(ParkingKey key) {
                    return super.get(key).map(parked -> new Parked(untried(parked.delivery()), parked.reason(),
                            parked.due(), parked.expiresAt()));
                }
            };
        }
    },
    /** What is read back from the retry topic is taken for new, and refused again. */
    READ_BACKS_ARE_ARRIVALS(OneRetryRecordPerAttempt::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return arriveAgain(input);
        }
    },
    /** ... and told so again. */
    READ_BACKS_ARE_DEFERRED(DeferredOnce::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return arriveAgain(input);
        }
    },
    /** The ledger's row of a call that was parked is not freed. */
    PLACES_ARE_NOT_FREED(NothingLeftBehind::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return input instanceof Input.ReadBack(Parked parked, long sequence, OptionalInt _)
                    ? new Input.ReadBack(parked, sequence, OptionalInt.empty())
                    : input;
        }
    },
    /** The word to stop is not heard. */
    STOPPING_IS_IGNORED(StoppedStartsNothing::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return input instanceof Input.StopStarting ? new Input.TimePassed() : input;
        }
    },
    /** A pause does not outlive its owner. */
    PAUSES_ARE_FORGOTTEN(PauseHonoured::new) {
        @Override
        public PauseMemory pauses(PauseMemory memory) {
            return new PauseMemory() {
                @Override
                public Optional<Pause> get(String destination) {
                    return Optional.empty();
                }

                @Override
                public void put(String destination, Pause pause) {
                    memory.put(destination, pause);
                }

                @Override
                public void remove(String destination) {
                    memory.remove(destination);
                }

                @Override
                public List<String> names() {
                    return memory.names();
                }
            };
        }
    },
    /** Answers lose their headers, and so what they ask for. */
    RETRY_AFTER_IS_NOT_READ(PauseHonoured::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return input instanceof Input.Completed(AttemptId id, Outcome.Answered(Response answer), var duration)
                    ? new Input.Completed(id, new Outcome.Answered(new Response(answer.status(), Map.of(),
                            answer.body(), answer.bodyTruncated())), duration)
                    : input;
        }
    },
    /** An operator's wish to leave a destination alone is not heard. */
    PAUSING_IS_IGNORED(OrderedPauseHonoured::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return input instanceof Input.Managed(Command.Manage command) && command.task() instanceof Task.Suspend
                    ? new Input.TimePassed()
                    : input;
        }
    },
    /** Calls that are to be made now are cancelled. */
    DRAINING_CANCELS(CancelledOnOrder::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return input instanceof Input.Managed(Command.Manage command) && command.task() instanceof Task.DrainNow
                    ? new Input.Managed(new Command.Manage(new Task.Cancel(ParkedFilter.ALL), command.destination(),
                            command.operator(), command.at()))
                    : input;
        }
    },
    /** A destination is called as fast as it can be. */
    RATES_ARE_IGNORED(RateHeld::new) {
        @Override
        public Policies policies(Policies policies) {
            Map<String, DestinationPolicy> unlimited = new HashMap<>();
            policies.configured()
                    .forEach((name, policy) -> unlimited.put(name,
                            policy.toBuilder()
                                    .gate(policy.gate().withRate(Optional.empty()))
                                    .build()));
            return new Policies(policies.version(), unlimited, policies.adHoc());
        }
    },
    /** Nobody looks for parked calls with the same ordering key. */
    PARKED_KEYS_ARE_OVERLOOKED(KeysInOrder::new) {
        @Override
        public Parking parking(Parking parking) {
            return new ForwardingParking(parking) {
                @Override
                public Optional<ParkedTurn> nextTurn(Turn from) {
                    return Optional.empty();
                }
            };
        }
    },
    /** Calls with an ordering key that are on their way to the parking lose their turns at takeover. */
    TURNS_ARE_FORGOTTEN(KeysInOrder::new) {
        @Override
        public LedgerStore ledger(LedgerStore store) {
            return FoundRows.withoutTurns(store);
        }
    },
    /** The cache takes all requests for the same. */
    REQUESTS_ARE_NOT_TOLD_APART(FallbacksFit::new) {
        @Override
        public AnswerMemory answers(AnswerMemory memory) {
            return new ForwardingAnswers(memory) {
                private Optional<CachedAnswer> last = Optional.empty();

                @Override
                public Optional<CachedAnswer> get(AnswerKey key) {
                    return last;
                }

                @Override
                public void put(AnswerKey key, CachedAnswer answer) {
                    super.put(key, answer);
                    last = Optional.of(answer);
                }
            };
        }
    },
    /** What is in the cache looks a second younger than it is. */
    ANSWERS_DO_NOT_AGE(FallbacksFit::new) {
        @Override
        public AnswerMemory answers(AnswerMemory memory) {
            return new ForwardingAnswers(memory) {
                @Override
                public Optional<CachedAnswer> get(AnswerKey key) {
                    return super.get(key)
                            .map(found -> new CachedAnswer(found.answer(), found.storedAt().plusSeconds(1)));
                }
            };
        }
    },
    /** A call that comes home begins its chain anew. */
    STEPS_ARE_FORGOTTEN(TravelsEnd::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return onDetour(input, way -> new Detour(way.backup(), 0, way.why(), way.exhausted(), way.atMostOnce(),
                    way.spent(), way.deferred(), way.breakerState(), way.expiresAt(), way.attemptsMade(),
                    way.attemptsCounted()));
        }
    },
    /** A backup does not know that its guest may be sent but once. */
    GUESTS_ARE_SENT_AGAIN(SentAtMostOnce::new) {
        @Override
        public Input input(Input input, Owner owner) {
            return onDetour(input, way -> new Detour(way.backup(), way.step(), way.why(), way.exhausted(), false,
                    way.spent(), way.deferred(), way.breakerState(), way.expiresAt(), way.attemptsMade(),
                    way.attemptsCounted()));
        }
    },
    /** Ids of calls that came are not looked up. */
    DUPLICATES_ARE_OVERLOOKED(OneResultPerCall::new) {
        @Override
        public SeenMemory seen(SeenMemory memory) {
            return new SeenMemory() {
                @Override
                public Optional<Instant> until(SeenId id) {
                    return Optional.empty();
                }

                @Override
                public void put(SeenUntil seen) {
                    memory.put(seen);
                }

                @Override
                public void remove(SeenUntil seen) {
                    memory.remove(seen);
                }

                @Override
                public List<SeenUntil> scan(SeenUntil from, int limit) {
                    return memory.scan(from, limit);
                }
            };
        }
    },
    /** A call that may be sent but once is sent before its row is committed. */
    ROWS_ARE_NOT_COMMITTED_FIRST(SentAtMostOnce::new) {
        @Override
        public boolean confirmsAtOnce() {
            return true;
        }
    };

    private final Supplier<Invariant> noticedBy;

    Mutant(Supplier<Invariant> noticedBy) {
        this.noticedBy = noticedBy;
    }

    /** A new one for each world. */
    Invariant noticedBy() {
        return noticedBy.get();
    }

    private static Input acceptEarlierEnds(Input input, Owner owner) {
        if (!(input instanceof Input.Completed(AttemptId id, var outcome, var duration))) {
            return input;
        }
        long attempt = owner.tap().inFlight(id.slot()).map(LedgerRow.InFlight::attempt).orElse(id.sequence());
        return new Input.Completed(new AttemptId(owner.incarnation(), id.slot(), attempt), outcome, duration);
    }

    private static Input arriveAgain(Input input) {
        return input instanceof Input.ReadBack(Parked parked, var _, var _) ? new Input.Arrived(parked.delivery())
                : input;
    }

    private static Input onDetour(Input input, UnaryOperator<Detour> change) {
        return input instanceof Input.Arrived(Delivery delivery) && delivery.detour().isPresent()
                ? new Input.Arrived(new Delivery(delivery.call(), delivery.origin(), delivery.receivedAt(),
                        delivery.trace(), delivery.attemptsMade(), delivery.attemptsCounted(), delivery.history(),
                        delivery.replay(), delivery.turn(), delivery.detour().map(change), delivery.spentAt()))
                : input;
    }

    private static Delivery untried(Delivery delivery) {
        return new Delivery(delivery.call(), delivery.origin(), delivery.receivedAt(), delivery.trace(),
                delivery.attemptsMade(), 0, delivery.history(), delivery.replay(), delivery.turn(), delivery.detour(),
                delivery.spentAt());
    }
}
