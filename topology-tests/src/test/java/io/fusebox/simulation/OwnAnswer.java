package io.fusebox.simulation;

import io.fusebox.call.Result;
import io.fusebox.call.ResultSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a result says of a destination's answer is what the destination answered to that very call. */
final class OwnAnswer implements Invariant {
    @Override
    public void answered(Owner owner, CallLife call, Result result, Instant now) {
        if (result.source() == ResultSource.CACHE || result.source() == ResultSource.DEFAULT) {
            return;
        }
        result.response().ifPresent(response -> {
            String answered = new String(response.body().bytes(), StandardCharsets.UTF_8);
            if (!answered.equals(call.call.id())) {
                throw violation("%s is %s with what was answered to call %s", call, result.status(), answered);
            }
        });
    }
}
