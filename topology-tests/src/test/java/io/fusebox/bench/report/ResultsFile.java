package io.fusebox.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** For programs: a JSON array with an object for each figure. */
public final class ResultsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultsFile() {}

    public static String of(List<Row> rows) {
        ArrayNode array = JSON.createArrayNode();
        for (Row row : rows) {
            Figure figure = row.figure();
            array.addObject()
                    .put("scenario", figure.scenario())
                    .put("contender", figure.contender())
                    .put("metric", figure.metric())
                    .put("value", figure.median())
                    .put("unit", figure.unit())
                    .put("rounds", figure.values().size())
                    .put("min", figure.min())
                    .put("median", figure.median())
                    .put("max", figure.max());
        }
        return array.toPrettyString() + "\n";
    }
}
