package io.fusebox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.call.FailureKind;
import io.fusebox.call.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Each test has a server of its own, that does as it is told; without a word, it answers 200. */
abstract class WithServer extends WithExecutor {
    RawServer server = RawServer.answering(Scripts.EMPTY_OK);

    @AfterEach
    void stop() {
        server.close();
    }

    /** @return a call to it */
    Calls givenServer(RawServer.Script script) {
        server.close();
        server = RawServer.running(script);
        return call();
    }

    /** Each call gets the same answer. */
    Calls givenAnswer(String answer) {
        return givenServer(Scripts.always(answer));
    }

    Calls call() {
        return new Calls(server.url());
    }

    static void thenFailure(Outcome.Failed failure, FailureKind kind, boolean sent, String... words) {
        assertThat(failure.kind()).as(failure.message()).isEqualTo(kind);
        assertThat(failure.sent()).as(failure.message()).isEqualTo(sent);
        assertThat(List.of(words)).allSatisfy(word -> assertThat(failure.message()).contains(word));
    }

    /** What was given up is not used again: the connection ends, and the next call gets another. */
    void thenConnectionIsGivenUp() {
        await().until(() -> server.connectionsOpen() == 0);
    }
}
