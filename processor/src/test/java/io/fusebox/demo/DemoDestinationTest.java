package io.fusebox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DemoDestinationTest {
    @Test
    void repliesAsItBehaves() throws Exception {
        HttpResponse<String> response = call(new Answer.Reply(503, Duration.ZERO));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"ok\":false}");
    }

    @Test
    void dropsTheConnectionWithoutAWord() {
        assertThatThrownBy(() -> call(new Answer.Dropped(Duration.ZERO))).isInstanceOf(IOException.class);
    }

    private static HttpResponse<String> call(Answer answer) throws Exception {
        try (DemoDestination destination = new DemoDestination((_, _) -> answer, () -> Duration.ZERO,
                new SplittableRandom(1)); HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(destination.url().resolve("/x"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
