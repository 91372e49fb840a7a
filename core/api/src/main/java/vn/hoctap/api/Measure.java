package vn.hoctap.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * A way to turn a subject's facts into one number, for what the built-in measures cannot say. Criteria sets name it in
 * {@code from: [{measure: <name>, …}]}.
 *
 * <p>The promises, which the conformance suite of the test kit checks:
 *
 * <ol>
 *   <li>States are immutable; every method is pure: no I/O, no clock, no randomness, no shared mutable state.
 *   <li>{@code add} is commutative and associative with {@code merge}; {@code zero} is its identity.
 *   <li>{@code remove(add(s, f), f)} equals {@code s}, or is empty: then the subject is folded again from its facts.
 *   <li>{@code read(write(s))} equals {@code s}; what an older version of the plugin wrote stays readable.
 *   <li>{@code value} as seen at a moment stays the same until {@code changes} says that it may be another one.
 * </ol>
 *
 * <p>The host calls it from several threads of its own at once, once for each fact and indicator; microseconds are usual.
 * A method that throws, takes longer than a second or leaves a thread behind puts the whole plugin into quarantine: none of
 * its code is called any more until an administrator says so, and subjects that it would have judged wait. A state is
 * written into at most 64 kB.
 *
 * @param <S> the state, with {@code equals} by value
 */
public interface Measure<S> extends ExtensionPoint {

    /** The name in criteria sets: a slug that is unique among all measures, for instance {@code skill-level}. */
    String name();

    /**
     * What is wrong with the options that a criteria set wrote beside {@code measure}. Asked once when the set is read; a
     * set with any fault is refused, and so is its plugin. The other methods see options without faults only.
     */
    default List<Fault> faults(Map<String, String> options) {
        return List.of();
    }

    S zero();

    /** @param options what the criteria set wrote beside {@code measure}, for instance {@code {component: "4.2"}} */
    S add(S state, Fact fact, Map<String, String> options);

    Optional<S> remove(S state, Fact fact, Map<String, String> options);

    S merge(S one, S other);

    /** The number that bands and rates see; empty when no fact counted, which is NO_DATA and not zero. */
    Optional<Rational> value(S state, Map<String, String> options);

    /**
     * The same as seen at a moment, for a measure whose facts lapse ({@link Fact#validUntil}).
     *
     * @param asOf when the decision is made; not before the facts' ends
     */
    default Optional<Rational> value(S state, Map<String, String> options, Instant asOf) {
        return value(state, options);
    }

    /**
     * The first moment after {@code asOf} at which time alone may give another value: when something lapses. A moment too
     * many costs a look; one that is missing leaves a title as it was until its holder's next fact.
     */
    default Optional<Instant> changes(S state, Map<String, String> options, Instant asOf) {
        return Optional.empty();
    }

    byte[] write(S state);

    S read(byte[] bytes);

    /**
     * Something wrong with the options.
     *
     * @param option the option where it shows; one that is absent or blank shows at the measure itself
     * @param message what is wrong, as one sentence
     * @param remedy what to write instead, as one sentence
     */
    record Fault(String option, String message, String remedy) {}
}
