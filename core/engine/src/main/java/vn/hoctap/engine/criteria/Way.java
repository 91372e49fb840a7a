package vn.hoctap.engine.criteria;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.measure.BuiltIn;

/**
 * One way to earn an indicator's points: which facts count, how they are measured, and what the number is worth. An
 * indicator takes the best of its ways.
 *
 * @param measure the measure's name, built in or from a plugin
 * @param of the field of the fact that is measured, or which members are counted
 * @param where which facts (or, for {@code share} and {@code members}, which members) count
 * @param have what a counted member must have to be in the numerator of a {@code share}
 * @param by whose assessment counts, for {@code assessed}
 * @param options what the set wrote beside the known keys, for a plugin's measure
 * @param advice what a learner should do, in the words of the set's author
 */
public record Way(
        String measure,
        Optional<String> of,
        Optional<Expression> where,
        Optional<Expression> have,
        Optional<Assessor> by,
        Trust trust,
        Window window,
        Points points,
        Map<String, String> options,
        Optional<Text> advice) {
    private static final String SHARE = BuiltIn.SHARE.slug();
    private static final String MEMBERS = BuiltIn.MEMBERS.slug();

    /** Of which kind the members are that it counts; empty for a way that counts facts or assessments. */
    public Optional<SubjectKind> members() {
        return measure.equals(SHARE) || measure.equals(MEMBERS)
                ? SubjectKind.ofPlural(of.orElse(SubjectKind.CITIZEN.plural()))
                : Optional.empty();
    }

    public enum Trust {
        /** Every fact that is not rejected. */
        ANY,
        /** What a trusted source said or an officer verified. */
        VERIFIED
    }

    public enum Window {
        /** Facts that ended within the cycle. */
        CYCLE,
        /** Facts of any time that are still valid when the decision is made: certificates held, statuses. */
        HELD
    }

    public enum Assessor {
        SELF,
        APPRAISER
    }

    /** What a measured number is worth. */
    public sealed interface Points {

        /** The highest band that the number reaches; none reached gives 0. */
        record Bands(List<Band> bands) implements Points {}

        /** {@code floor(number / each) · give}. */
        record Rate(Amount each, Amount give) implements Points {}

        /** The number itself. */
        record Same() implements Points {}
    }

    public record Band(Amount atLeast, Amount give) {}

    /** A number of a band or rate: a fixed one, or a parameter's, so that a local set changes the parameter alone. */
    public sealed interface Amount {

        /** @param parameters the values that hold for the subject, by name */
        Rational in(Map<String, Object> parameters);

        record Fixed(Rational number) implements Amount {
            @Override
            public Rational in(Map<String, Object> parameters) {
                return number;
            }
        }

        record OfParameter(String name) implements Amount {
            @Override
            public Rational in(Map<String, Object> parameters) {
                return parameters.get(name) instanceof Rational number ? number : Rational.ZERO;
            }
        }
    }
}
