package vn.hoctap.server.learner;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.evidence.Question;
import vn.hoctap.server.title.TitleRecord;
import vn.hoctap.server.title.TitleState;

/**
 * What is known of somebody's learning in one cycle.
 *
 * @param titles of all cycles, the newest first
 * @param activities of all cycles by id, the newest first
 * @param asked what officers asked and wait for, about activities that nobody has decided about
 * @param given the points that people gave under a set
 */
public record PersonRecord(
        int cycle,
        List<Judgement> judgements,
        List<TitleRecord> titles,
        Map<String, Activity> activities,
        List<Question> asked,
        Function<CriteriaSet, List<Diary.Given>> given) {

    /** A person took the title of the judgement's cycle away, so the rules do not give it again. */
    public boolean withdrawn(Judgement judgement) {
        List<TitleRecord> judged = titles.stream()
                .filter(title -> title.title().equals(judgement.set().awards()))
                .filter(title -> title.cycle() == judgement.decision().cycle())
                .toList();
        return judged.stream().anyMatch(TitleRecord::withdrawnByPerson)
                && judged.stream()
                        .noneMatch(title -> TitleState.valueOf(title.state()).live());
    }

    /** Those of the cycle that hold. */
    List<TitleRecord> liveTitles() {
        return titles.stream()
                .filter(title -> title.cycle() == cycle)
                .filter(title -> TitleState.valueOf(title.state()).live())
                .toList();
    }
}
