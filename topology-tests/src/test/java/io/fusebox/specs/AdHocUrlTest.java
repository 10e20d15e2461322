package io.fusebox.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.ResultStatus;
import io.fusebox.specs.world.FakeDestination;
import io.fusebox.specs.world.FuseboxSpec;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that bring their URL along, where that is allowed. */
class AdHocUrlTest extends FuseboxSpec {
    @BeforeEach
    void givenAdHocUrls() {
        world().allowAdHocUrls();
    }

    @Test
    void areCalledUnderABreakerOfTheirOrigin() {
        world().destination("https://other.example:443").alwaysAnswers(FakeDestination.answer(503));

        for (int i = 1; i <= 5; i++) {
            whenArrives(adHoc("a" + i).setUrl("https://Other.example/x/" + i).setMaxAttempts(1));
        }

        thenBreaker("https://other.example:443").isOpen();
        assertThat(thenDestination("https://other.example:443").lastCall().target())
                .isEqualTo(URI.create("https://Other.example/x/5"));
    }

    @Test
    void areTheDestinationOfTheirResults() {
        whenArrives(adHoc("a").setUrl("http://other.example:8080/x"));

        thenCall("a").hasSucceeded();
        assertThat(resultOf("a").getDestination()).isEqualTo("http://other.example:8080");
    }

    @Test
    void haveNoBreakerAnyMoreOnceNobodyCallsThem() {
        whenArrives(adHoc("a").setUrl("https://other.example/"));
        whenTimePasses(minutes(59));
        assertThat(thenBreaker("https://other.example:443").status()).isPresent();

        whenTimePasses(minutes(2));

        assertThat(thenBreaker("https://other.example:443").status()).isEmpty();
    }

    /** A destination that is given by name may hold anything: it must not end the thread, nor have a breaker. */
    @ParameterizedTest
    @ValueSource(strings = { "://", "http://", "http://[", "http://a b:80", "https://other.example:443/path",
        "https://user@other.example:443", "https://OTHER.example:443", "ftp://other.example:21", "x://y:1",
        "https://other.example:0", "https://other.example" })
    void areNoOriginsWhenTheyAreWrittenOtherwise(String origin) {
        whenArrives(adHoc("a").setDestination(origin).setUrl("https://other.example/"));

        thenCall("a").isDead(ResultStatus.FAILED).withProblem("unknown-destination", 404);
        assertThat(thenBreaker(origin).status()).isEmpty();
        whenArrives(adHoc("next").setUrl("https://other.example/"));
        thenCall("next").hasSucceeded();
    }

    private static CallRequest.Builder adHoc(String id) {
        return CallRequest.newBuilder().setId(id).setMethod("GET");
    }
}
