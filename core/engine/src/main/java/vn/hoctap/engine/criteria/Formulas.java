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
    /** What only people have. */
    private static final Set<String> PERSONAL = Set.of("subject.group", "subject.age");

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
        condition.ifPresent(compiled -> personal(compiled, holder.at(key)));
        return condition;
    }

    Optional<Expression> onActivity(Part.Mapping holder, String key) {
        return on(Scope.activity(), holder, key);
    }

    Optional<Expression> onMember(Part.Mapping holder, String key) {
        return on(member, holder, key);
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

    private void personal(Expression condition, Part at) {
        if (kind.isEmpty() || kind.get() == SubjectKind.CITIZEN) {
            return;
        }
        condition.reads().stream()
                .filter(PERSONAL::contains)
                .sorted()
                .forEach(field -> faults.add(
                        at,
                        "A " + kind.get().slug() + " has no " + field + ".",
                        "Ask about an attribute that it has, such as subject.region, or count members with “share”."));
    }
}
