package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.specs.world.FuseboxSpec;
import org.junit.jupiter.api.Test;

/**
 * Names that are for life. A store's changelog is found by the store's name, and a task's state by the sub-topology that its source
 * topics make: under another name a new version would start without breakers, parked calls and calls under way, and lose them.
 */
class TopologyShapeTest extends FuseboxSpec {
    @Test
    void isTheSameInEveryVersionBecauseChangelogsAreFoundByIt() {
        assertThat(world().topology()).isEqualTo("""
                Topologies:
                   Sub-topology: 0
                    Source: calls (topics: [fusebox.requests, fusebox.retry, fusebox.commands])
                      --> dispatch
                    Processor: dispatch (stores: [ledger, parking, breakers, seen])
                      --> to-breaker-events, to-breaker-status, to-claims, to-dead-letters, to-results, to-retry
                      <-- calls
                    Sink: to-breaker-events (topic: fusebox.breaker-events)
                      <-- dispatch
                    Sink: to-breaker-status (topic: fusebox.breaker-status)
                      <-- dispatch
                    Sink: to-claims (topic: fusebox.commands)
                      <-- dispatch
                    Sink: to-dead-letters (topic: fusebox.dead-letters)
                      <-- dispatch
                    Sink: to-results (topic: fusebox.results)
                      <-- dispatch
                    Sink: to-retry (topic: fusebox.retry)
                      <-- dispatch

                """);
    }

    @Test
    void writesTheChangelogsThatTheNextVersionWillRead() {
        givenDestination("payments").failing();

        whenCallsArrive(6);

        assertThat(world().journal().topics()).filteredOn(topic -> topic.endsWith("-changelog"))
                .containsExactlyInAnyOrder("fusebox-ledger-changelog", "fusebox-parking-changelog",
                        "fusebox-breakers-changelog");
    }
}
