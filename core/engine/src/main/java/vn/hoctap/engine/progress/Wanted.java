package vn.hoctap.engine.progress;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Verdict;

/**
 * The {@code where} of a way. Most ask for nothing but the type of an activity and who said it, of which there are few; so
 * each answer to such a question is remembered. Thread-safe.
 */
final class Wanted {
    /** Types are open: whoever sends ever new ones gets each answer worked out. */
    private static final int MAX_REMEMBERED = 1_000;

    private static final Set<String> REMEMBERED = Set.of("activity.type", "activity.source.kind");
    private static final String SKILLS = "activity.skills";

    /** What was asked before. A fact without skills is alike whichever skills are asked for. */
    private record Question(String type, Fact.Source.Kind source) {}

    private final Expression where;
    private final boolean remembers;
    private final boolean remembersWithoutSkills;
    private final Map<Question, Boolean> answers = new ConcurrentHashMap<>();

    Wanted(Expression where) {
        this.where = where;
        this.remembers = REMEMBERED.containsAll(where.reads());
        this.remembersWithoutSkills =
                where.reads().stream().allMatch(read -> read.equals(SKILLS) || REMEMBERED.contains(read));
    }

    boolean test(Fact fact, Bindings activity) {
        if (!remembers && !(remembersWithoutSkills && fact.skills().isEmpty())) {
            return ask(activity);
        }
        Question question = new Question(fact.type(), fact.source().kind());
        Boolean known = answers.get(question);
        if (known != null) {
            return known;
        }
        boolean answer = ask(activity);
        if (answers.size() < MAX_REMEMBERED) {
            answers.put(question, answer);
        }
        return answer;
    }

    private boolean ask(Bindings activity) {
        return where.test(activity) instanceof Verdict.True;
    }
}
