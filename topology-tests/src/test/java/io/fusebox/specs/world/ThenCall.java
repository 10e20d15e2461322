package io.fusebox.specs.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.DeadLetterReason;
import io.fusebox.schemas.Delivery;
import io.fusebox.schemas.Problem;
import io.fusebox.schemas.ResultStatus;
import java.util.List;

/** What became of a call, as its application sees it. */
public final class ThenCall {
    private final Journal journal;
    private final String id;

    ThenCall(Journal journal, String id) {
        this.journal = journal;
        this.id = id;
    }

    /** Its only terminal result has this status, and none but success comes without a problem. */
    public ThenCall is(ResultStatus status) {
        assertThat(terminal()).as("terminal results of %s", id)
                .extracting(CallResult::getStatus)
                .containsExactly(status);
        assertThat(terminal().getFirst().getProblem().isEmpty()).as("%s has no problem", id)
                .isEqualTo(status == ResultStatus.SUCCEEDED);
        return this;
    }

    public ThenCall hasSucceeded() {
        return is(ResultStatus.SUCCEEDED).isNoDeadLetter();
    }

    /** Also on the dead letters, for the same reason. */
    public ThenCall isDead(ResultStatus status) {
        is(status);
        assertThat(deadLetters()).as("dead letters of %s", id)
                .extracting(DeadLetter::getReason)
                .containsExactly(DeadLetterReason.valueOf(status.name()));
        assertThat(deadLetters().getFirst().getProblem()).isEqualTo(terminal().getFirst().getProblem());
        return this;
    }

    public ThenCall isNoDeadLetter() {
        assertThat(deadLetters()).as("dead letters of %s", id).isEmpty();
        return this;
    }

    /** @param name as it stands behind {@code urn:fusebox:problem:} */
    public ThenCall withProblem(String name, int status) {
        assertThat(problem().getType()).isEqualTo("urn:fusebox:problem:" + name);
        assertThat(problem().getStatus()).isEqualTo(status);
        return this;
    }

    public ThenCall withDetail(String... words) {
        assertThat(problem().getDetail()).contains(words);
        return this;
    }

    public ThenCall afterAttempts(int number) {
        assertThat(terminal().getFirst().getAttempts()).isEqualTo(number);
        return this;
    }

    public ThenCall hasNoResultYet() {
        assertThat(terminal()).as("terminal results of %s", id).isEmpty();
        return this;
    }

    /** How often it was written to the retry topic. */
    public ThenCall wasParked(int times) {
        assertThat(journal.retries()).filteredOn(parked -> isMine(parked.value().getDelivery()))
                .as("records of %s on the retry topic", id)
                .hasSize(times);
        return this;
    }

    private Problem problem() {
        return terminal().getFirst().getProblem().orElseThrow();
    }

    private List<CallResult> terminal() {
        return journal.results()
                .stream()
                .map(Output::value)
                .filter(result -> result.getId().equals(id) && result.getStatus() != ResultStatus.DEFERRED)
                .toList();
    }

    private List<DeadLetter> deadLetters() {
        return journal.deadLetters()
                .stream()
                .map(Output::value)
                .filter(letter -> letter.getDelivery().filter(this::isMine).isPresent())
                .toList();
    }

    private boolean isMine(Delivery delivery) {
        return delivery.getRequest().getId().equals(id);
    }
}
