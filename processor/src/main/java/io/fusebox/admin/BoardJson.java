package io.fusebox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fusebox.board.Board;
import io.fusebox.board.Overview;
import io.fusebox.call.BreakerName;
import java.time.Instant;
import java.util.Optional;

/** The fleet's breakers as JSON, over HTTP and on the command line. The field names are a contract. */
public final class BoardJson {
    private BoardJson() {}

    /** As {@code GET /breakers} answers. */
    public static ObjectNode breakers(Board board, Instant now) {
        Overview overview = Overview.of(board);
        ObjectNode json = Json.object();
        json.putObject("summary")
                .put("total", overview.total())
                .put("open", overview.open())
                .put("half_open", overview.halfOpen())
                .put("closed", overview.closed());
        putStaleSince(json, board);
        ArrayNode breakers = json.putArray("breakers");
        overview.breakers().forEach(breaker -> breakers.add(BreakerJson.brief(breaker, now)));
        return json;
    }

    /** As {@code GET /breakers/{name}} answers; empty where there is no such breaker. */
    public static Optional<ObjectNode> breaker(Board board, BreakerName name, Instant now) {
        return board.find(name).map(breaker -> {
            ObjectNode json = BreakerJson.full(breaker, now);
            putStaleSince(json, board);
            return json;
        });
    }

    /** Only where it is: a board is up to date unless it says otherwise. */
    static void putStaleSince(ObjectNode json, Board board) {
        board.staleSince().ifPresent(since -> json.put("stale_since", since.toString()));
    }
}
