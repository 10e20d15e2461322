package io.fusebox.broker;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** See {@link RealKafka}. */
final class RealKafkaExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace OURS = Namespace.create(RealKafkaExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Surroundings.missing()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("there is a broker"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    /** A world ends with its test, the servers with the last one. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Surroundings servers = context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(Surroundings.class, _ -> Surroundings.start(), Surroundings.class);
        return context.getStore(OURS).computeIfAbsent(World.class, _ -> new World(servers), World.class);
    }
}
