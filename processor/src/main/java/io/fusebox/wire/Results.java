package io.fusebox.wire;

import io.fusebox.call.Call;
import io.fusebox.call.Payload;
import io.fusebox.call.Problem;
import io.fusebox.call.ProblemType;
import io.fusebox.call.Response;
import io.fusebox.call.Result;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.ResultSource;
import io.fusebox.schemas.ResultStatus;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@link Result} to {@link CallResult}, no larger than a record may be. */
final class Results {
    private static final int DETAIL_LIMIT = 2000;
    private static final int LEAST_CUT = 64;

    private Results() {}

    static CallResult toAvro(Result result) {
        Call call = result.delivery().call();
        Optional<Response> response = result.response();
        return CallResult.newBuilder()
                .setId(call.id())
                .setDestination(call.destination())
                .setOperation(call.operation().orElse(null))
                .setStatus(ResultStatus.valueOf(result.status().name()))
                .setSource(ResultSource.valueOf(result.source().name()))
                .setHttpStatus(response.map(Response::status).orElse(null))
                .setHeaders(response.map(Response::headers).orElse(Map.of()))
                .setBody(response.map(answer -> Calls.buffer(answer.body())).orElse(null))
                .setBodyTruncated(response.map(Response::bodyTruncated).orElse(false))
                .setProblem(result.problem().map(Results::problem).orElse(null))
                .setAttempts(result.delivery().attemptsMade())
                .setReceivedAt(result.delivery().receivedAt())
                .setCompletedAt(result.completedAt())
                .setDurationMs(result.duration().toMillis())
                .setBreakerState(result.breakerState().isEmpty() ? null : result.breakerState())
                .setMetadata(call.metadata())
                .setReplay(result.delivery().replay())
                .build();
    }

    static io.fusebox.schemas.Problem problem(Problem problem) {
        return new io.fusebox.schemas.Problem(problem.type().urn(), problem.type().title(), problem.status(),
                Texts.shorten(problem.detail(), DETAIL_LIMIT));
    }

    /** A type that a later version wrote is read as the most general that there is. */
    static Problem problem(io.fusebox.schemas.Problem problem) {
        return new Problem(ProblemType.ofUrn(problem.getType()).orElse(ProblemType.HTTP_STATUS), problem.getStatus(),
                problem.getDetail());
    }

    /** Encodes, with as much of the answer as fits: first its body gives way, then its headers. */
    static byte[] encode(CallResult result, int limit, Function<CallResult, byte[]> encoder) {
        CallResult fitting = result;
        byte[] encoded = encoder.apply(fitting);
        while (encoded.length > limit && fitting.getBody().isPresent()) {
            ByteBuffer body = fitting.getBody().get();
            // A byte of the body may take several of the record (JSON, Base64): cut in proportion, and look again.
            long excess = (long) (encoded.length - limit) * body.remaining() / encoded.length;
            fitting = cutTo(body.remaining() - Math.toIntExact(excess) - LEAST_CUT, fitting, body);
            encoded = encoder.apply(fitting);
        }
        if (encoded.length > limit && !fitting.getHeaders().isEmpty()) {
            encoded = encoder.apply(CallResult.newBuilder(fitting).setHeaders(Map.of()).build());
        }
        return encoded;
    }

    private static CallResult cutTo(int size, CallResult result, ByteBuffer body) {
        Payload rest = Calls.payload(body).truncatedTo(Math.max(0, size));
        return CallResult.newBuilder(result).setBody(Calls.buffer(rest)).setBodyTruncated(true).build();
    }
}
