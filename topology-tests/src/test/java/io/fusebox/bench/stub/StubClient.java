package io.fusebox.bench.stub;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Tells destinations what to do, and asks them what they did. */
public final class StubClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String control;

    public StubClient(int controlPort) {
        this.control = "http://127.0.0.1:" + controlPort;
    }

    /** All counts are 0, all destinations well. */
    public void reset() {
        ask("/reset", "");
    }

    public void behave(Behaviour all) {
        ask("/behaviour", write(all));
    }

    public void behave(String destination, Behaviour its) {
        ask("/behaviour/" + destination, write(its));
    }

    public Counts counts() {
        return read(ask("/counts", ""), Counts.class);
    }

    public void resetLatencies() {
        ask("/latencies/reset", "");
    }

    /** From the calls' stamps to the answers of 200. */
    public Percentiles latencies() {
        return read(ask("/latencies", ""), Percentiles.class);
    }

    /** Connections are refused from now on. */
    public void shut() {
        ask("/shut", "");
    }

    /** The opposite. */
    public void open() {
        ask("/open", "");
    }

    private String ask(String path, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(control + path)).POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "the stub answered %d to %s %s".formatted(answer.statusCode(), path, body));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
