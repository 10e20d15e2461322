package io.fusebox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ParkedCall;
import io.fusebox.schemas.ResultStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bodies beyond what a broker takes by default: every topic that they pass, changelogs among them, must take them. */
@RealKafka
class LargeCallsTest {
    private static final int BODY = 1_800_000;

    @Test
    void goWhereverSmallOnesGo(World world) throws Exception {
        world.set("request-limit", "2MiB").set("destinations.payments.concurrency", 1);
        HttpStub payments = world.destination("payments").answers(503);
        Pod pod = world.startedPod();
        TopicLog<CallResult> results = world.results();
        TopicLog<ParkedCall> retries = world.retries();
        Application application = world.application();

        for (int i = 0; i < 3; i++) {
            application.sendAvro(large("c" + i)).get();
        }
        retries.await(3, Duration.ofSeconds(30));
        pod.close();
        payments.answers(200);
        world.startedPod();

        results.await(3, Duration.ofSeconds(60));
        assertThat(results.values()).extracting(CallResult::getStatus).containsOnly(ResultStatus.SUCCEEDED);
    }

    /** Of random bytes, so that no compression makes it small. */
    private static CallRequest large(String id) {
        byte[] body = new byte[BODY];
        new Random(id.hashCode()).nextBytes(body);
        return CallRequest.newBuilder()
                .setId(id)
                .setDestination("payments")
                .setPath("/")
                .setBody(ByteBuffer.wrap(body))
                .build();
    }
}
