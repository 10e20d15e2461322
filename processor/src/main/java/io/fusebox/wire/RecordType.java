package io.fusebox.wire;

import io.fusebox.schemas.BreakerEvent;
import io.fusebox.schemas.BreakerStatus;
import io.fusebox.schemas.CallRequest;
import io.fusebox.schemas.CallResult;
import io.fusebox.schemas.DeadLetter;
import io.fusebox.schemas.DestinationPolicy;
import io.fusebox.schemas.OperatorCommand;
import io.fusebox.schemas.ParkedCall;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * One of our generated records.
 *
 * @param model knows its logical types
 */
record RecordType<T extends SpecificRecord>(Class<T> type, Schema schema, SpecificData model) {
    static {
        // Avro makes objects only of classes that the program trusts, beside those that it trusts already.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals("io.fusebox.schemas")
                        || type.getPackageName().equals("io.fusebox.schemas.state")));
    }

    static final RecordType<BreakerEvent> BREAKER_EVENT = of(BreakerEvent.class);
    static final RecordType<BreakerStatus> BREAKER_STATUS = of(BreakerStatus.class);
    static final RecordType<CallRequest> REQUEST = of(CallRequest.class);
    static final RecordType<CallResult> RESULT = of(CallResult.class);
    static final RecordType<ParkedCall> PARKED = of(ParkedCall.class);
    static final RecordType<DeadLetter> DEAD_LETTER = of(DeadLetter.class);
    static final RecordType<OperatorCommand> COMMAND = of(OperatorCommand.class);
    static final RecordType<DestinationPolicy> DESTINATION = of(DestinationPolicy.class);

    static <T extends SpecificRecord> RecordType<T> of(Class<T> type) {
        SpecificData model = new QuickUnions(SpecificData.getForClass(type));
        return new RecordType<>(type, model.getSchema(type), model);
    }

    /** What stands on each topic. */
    static Map<String, RecordType<?>> byTopic(Topics topics) {
        return Map.of(
                topics.requests(), REQUEST,
                topics.retry(), PARKED,
                topics.results(), RESULT,
                topics.breakerEvents(), BREAKER_EVENT,
                topics.breakerStatus(), BREAKER_STATUS,
                topics.deadLetters(), DEAD_LETTER,
                topics.commands(), COMMAND,
                topics.destinations(), DESTINATION);
    }

    static Map<String, Schema> schemasByTopic(Topics topics, Collection<String> written) {
        return byTopic(topics).entrySet()
                .stream()
                .filter(entry -> written.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().schema()));
    }
}
