package vn.hoctap.engine.criteria;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.engine.expression.Compilation;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Expressions;
import vn.hoctap.engine.expression.Fault;
import vn.hoctap.engine.expression.Result;
import vn.hoctap.engine.expression.Scope;
import vn.hoctap.engine.expression.ValueType;

/** Compiles the conditions of one document and shows their faults on the lines of its file. */
final class Formulas {
    private static final String SUBJECT = "subject.";
    private static final String MEMBER = "member.";

    /** What only people have. */
    private static final Set<String> PERSONAL = Set.of("group", "age");

    /** What only the community of a place and the unit of an organisation have. */
    private static final Set<String> OF_UNITS = Set.of("unitKind", "unitLevel");

    private final Expressions expressions = new Expressions();
    private final Faults faults;
    private final Optional<SubjectKind> kind;
    private final Scope subject;
    private final Scope member;

    Formulas(Faults faults, Optional<SubjectKind> kind, Map<String, ValueType> attributes) {
        this.faults = faults;
        this.kind = kind;
        this.subject = Scope.subject(attributes);
        this.member = Scope.member(attributes);
    }

    Optional<Expression> onSubject(Part.Mapping holder, String key) {
        Optional<Expression> condition = on(subject, holder, key);
        condition.ifPresent(compiled -> kind.ifPresent(whose -> check(compiled, SUBJECT, whose, holder.at(key))));
        return condition;
    }

    Optional<Expression> onActivity(Part.Mapping holder, String key) {
        return on(Scope.activity(), holder, key);
    }

    /** @param counted of which kind the members are */
    Optional<Expression> onMember(Part.Mapping holder, String key, SubjectKind counted) {
        Optional<Expression> condition = on(member, holder, key);
        condition.ifPresent(compiled -> check(compiled, MEMBER, counted, holder.at(key)));
        return condition;
    }

    Optional<Expression> on(Scope scope, Part.Mapping holder, String key) {
        return holder.text(key)
                .filter(source -> !source.isEmpty())
                .flatMap(source -> compiled(source, scope, holder.at(key)));
    }

    private Optional<Expression> compiled(String source, Scope scope, Part at) {
        return switch (expressions.compile(source, scope, Result.BOOLEAN)) {
            case Compilation.Ok ok -> Optional.of(ok.expression());
            case Compilation.Faulty faulty -> {
                for (Fault fault : faulty.faults()) {
                    faults.add(at, at.origin().lineOf(fault.line()), fault.message(), fault.remedy());
                }
                yield Optional.empty();
            }
        };
    }

    /** Names what it asks for that this kind never has. */
    private void check(Expression condition, String variable, SubjectKind whose, Part at) {
        Set<String> lacking = switch (whose) {
            case CITIZEN -> OF_UNITS;
            case FAMILY, CLAN -> Set.of("group", "age", "unitKind", "unitLevel");
            case COMMUNITY, UNIT -> PERSONAL;
        };
        condition.reads().stream()
                .filter(read -> read.startsWith(variable) && lacking.contains(read.substring(variable.length())))
                .sorted()
                .forEach(field -> faults.add(
                        at,
                        "A " + whose.slug() + " has no " + field + ".",
                        whose == SubjectKind.CITIZEN
                                ? "Ask about what a person has, such as group, age, region or residence."
                                : "Ask about an attribute that it has, such as " + variable
                                        + "region, or count members with “share”."));
    }
}
