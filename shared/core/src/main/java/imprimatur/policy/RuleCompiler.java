package imprimatur.policy;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.stream.Collectors;

/** Compiles the conditions of rules. Costs half a second at the first use, so it is done once, at start-up. */
final class RuleCompiler {
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(2_000)
            .maxParseRecursionDepth(32)
            .comprehensionMaxIterations(1_000)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;

    RuleCompiler(Vocabulary vocabulary) {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL);
        vocabulary.signals().keySet().forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        vocabulary.facts().forEach((name, type) -> builder.addVar(name, type.type()));
        vocabulary.thresholds().keySet().forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        compiler = builder.build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
    }

    /**
     * Compiles one condition.
     *
     * @throws BrokenPolicyException with the compiler's reasons, without a line, which only the caller knows
     */
    Program compile(String condition) {
        var result = compiler.compile(condition);
        if (result.hasError()) {
            throw new BrokenPolicyException(result.getErrors().stream()
                    .map(issue -> issue.getMessage() + " (at column "
                            + (issue.getSourceLocation().getColumn() + 1) + " of the condition)")
                    .collect(Collectors.joining("; ")));
        }
        try {
            return runtime.createProgram(result.getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new BrokenPolicyException(String.valueOf(e.getMessage()));
        }
    }
}
