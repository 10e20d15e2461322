package io.fusebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fusebox.call.ResultStatus;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fusebox results}: what became of calls. */
@Command(name = "results", description = "Show the results of calls as they come, until Ctrl-C.")
public final class ResultsCommand extends ClientCommand {
    @Mixin
    private FollowOptions options = new FollowOptions();

    @Option(names = "--id", paramLabel = "ID", description = "Only of this call; may be repeated.")
    private List<String> ids = List.of();

    @Option(names = { "-d",
        "--destination" }, paramLabel = "NAME", description = "Only of this destination; may be repeated.")
    private List<String> destinations = List.of();

    @Option(names = "--status", paramLabel = "STATUS", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<ResultStatus> statuses = List.of();

    @Option(names = "--body", description = "Show each answer's body below its line.")
    private boolean bodies;

    @Override
    void check() {
        options.check(spec());
    }

    @Override
    int run(Session session, Terminal terminal) {
        return Follower.of(session.topics().results(), session, terminal, options)
                .follow(wanted(), new ResultView(terminal, bodies));
    }

    private Predicate<JsonNode> wanted() {
        List<String> names = statuses.stream().map(Enum::name).toList();
        return result -> isOneOf(ids, result, "id") && isOneOf(destinations, result, "destination")
                && isOneOf(names, result, "status");
    }

    /** No choice is every choice. */
    static boolean isOneOf(List<String> chosen, JsonNode record, String field) {
        return chosen.isEmpty() || chosen.contains(record.path(field).asText());
    }
}
