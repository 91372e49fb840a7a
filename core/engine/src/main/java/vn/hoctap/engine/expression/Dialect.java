package vn.hoctap.engine.expression;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The functions an author may use. Of CEL's own only those named here: without doubles, integers, conversions, regular
 * expressions and the joining of text, there is one kind of number and nothing that grows.
 */
final class Dialect {
    static final String HOLDS = "holds";
    static final String HOLDS_TITLE = "holds_title";
    static final String HOLDS_LEVEL = "holds_title_level";

    static final List<CelStandardMacro> MACROS = List.of(
            CelStandardMacro.HAS,
            CelStandardMacro.ALL,
            CelStandardMacro.EXISTS,
            CelStandardMacro.EXISTS_ONE,
            CelStandardMacro.FILTER);

    /** Ids of CEL's own overloads. {@code add_list} is what {@code filter} is made of; {@link Restrictions} guards it. */
    static final Set<String> KEPT = Set.of(
            "conditional",
            "logical_not",
            "logical_or",
            "logical_and",
            "not_strictly_false",
            "equals",
            "not_equals",
            "in_list",
            "index_list",
            "add_list",
            "less_string",
            "less_timestamp",
            "less_duration",
            "less_equals_string",
            "less_equals_timestamp",
            "less_equals_duration",
            "greater_string",
            "greater_timestamp",
            "greater_duration",
            "greater_equals_string",
            "greater_equals_timestamp",
            "greater_equals_duration",
            "add_timestamp_duration",
            "add_duration_timestamp",
            "add_duration_duration",
            "subtract_timestamp_timestamp",
            "subtract_timestamp_duration",
            "subtract_duration_duration",
            "starts_with_string",
            "ends_with_string",
            "contains_string",
            "string_to_timestamp",
            "string_to_duration");

    static final CelStandardDeclarations STANDARD = CelStandardDeclarations.newBuilder()
            .filterFunctions((function, overload) ->
                    KEPT.contains(overload.celOverloadDecl().overloadId()))
            .filterIdentifiers(identifier -> false)
            .build();

    static final List<CelFunctionDecl> OWN = own();

    static final CelFunctionDecl TITLES = newFunctionDeclaration(
            HOLDS,
            newGlobalOverload(HOLDS_TITLE, SimpleType.BOOL, SimpleType.STRING),
            newGlobalOverload(HOLDS_LEVEL, SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING));

    /** For suggestions. */
    static final List<String> FUNCTION_NAMES = List.of(
            "has",
            "all",
            "exists",
            "exists_one",
            "filter",
            "size",
            "startsWith",
            "endsWith",
            "contains",
            "date",
            "timestamp",
            "duration",
            "getFullYear",
            "getMonth",
            "getDate",
            "getDayOfWeek");

    private Dialect() {}

    private static List<CelFunctionDecl> own() {
        CelType number = ExactNumber.TYPE;
        CelType list = ListType.create(TypeParamType.create("A"));
        List<CelFunctionDecl> functions = new ArrayList<>();
        for (Functions.NumberComparison comparison : Functions.COMPARISONS) {
            functions.add(binary(comparison.function(), comparison.overload(), SimpleType.BOOL));
        }
        for (Functions.Calculation calculation : Functions.CALCULATIONS) {
            functions.add(binary(calculation.function(), calculation.overload(), number));
        }
        functions.add(newFunctionDeclaration("-_", newGlobalOverload(Functions.NEGATE, number, number)));
        functions.add(newFunctionDeclaration(
                "date", newGlobalOverload(Functions.DATE, SimpleType.TIMESTAMP, SimpleType.STRING)));
        functions.add(newFunctionDeclaration(
                "size",
                newGlobalOverload("size_of_text", number, SimpleType.STRING),
                newGlobalOverload("size_of_list", number, list),
                newMemberOverload("text_size", number, SimpleType.STRING),
                newMemberOverload("list_size_number", number, list)));
        for (Functions.TimePart part : Functions.TIME_PARTS) {
            functions.add(newFunctionDeclaration(part.function(), timePart(part)));
        }
        return List.copyOf(functions);
    }

    private static CelFunctionDecl binary(String function, String overload, CelType result) {
        return newFunctionDeclaration(
                function, newGlobalOverload(overload, result, ExactNumber.TYPE, ExactNumber.TYPE));
    }

    private static List<CelOverloadDecl> timePart(Functions.TimePart part) {
        return List.of(
                newMemberOverload(part.overload(), ExactNumber.TYPE, SimpleType.TIMESTAMP),
                newMemberOverload(part.zonedOverload(), ExactNumber.TYPE, SimpleType.TIMESTAMP, SimpleType.STRING));
    }
}
