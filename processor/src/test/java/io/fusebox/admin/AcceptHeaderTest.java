package io.fusebox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {

    @Test
    void allowsAnythingWhereNothingIsSaid() {
        assertThat(AcceptHeader.allows(Optional.empty(), "application/json")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "*/*", "application/json", "application/*", "Application/JSON; charset=utf-8",
        "text/html, application/json;q=0.1", "text/html,*/*;q=0.8", "text/*;q=0, */*" })
    void allowsWhatIsAccepted(String header) {
        assertThat(AcceptHeader.allows(Optional.of(header), "application/json")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/html", "text/*", "application/xml", "application/json;q=0", "*/*; q=0.000",
        "*/*, application/json;q=0", "nonsense" })
    void refusesWhatIsNot(String header) {
        assertThat(AcceptHeader.allows(Optional.of(header), "application/json")).isFalse();
    }
}
