package vn.hoctap.server.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.ledger.Rules;
import vn.hoctap.server.ledger.Supposing;
import vn.hoctap.server.ledger.Supposing.Both;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectQuery;
import vn.hoctap.server.subject.Subjects;

/** Tries a set on real people: as many as somebody can wait for, of those whom the caller may see. Nothing is changed. */
final class Preview {

    /**
     * @param looked how many people were looked at
     * @param all whether these are all
     * @param judged those whom the draft would judge
     */
    record Result(int looked, boolean all, List<Both> judged) {
        long now() {
            return judged.stream().filter(Preview::earnsNow).count();
        }

        long then() {
            return judged.stream().filter(Preview::earnsThen).count();
        }

        List<Both> gaining() {
            return judged.stream()
                    .filter(one -> !earnsNow(one) && earnsThen(one))
                    .toList();
        }

        List<Both> losing() {
            return judged.stream()
                    .filter(one -> earnsNow(one) && !earnsThen(one))
                    .toList();
        }

        List<Both> keeping() {
            return judged.stream()
                    .filter(one -> earnsNow(one) && earnsThen(one))
                    .toList();
        }

        List<Both> without() {
            return judged.stream()
                    .filter(one -> !earnsNow(one) && !earnsThen(one))
                    .toList();
        }
    }

    private final Sql sql;
    private final Subjects subjects;
    private final Supposing supposing;
    private final Registry registry;

    Preview(Sql sql, Subjects subjects, Supposing supposing, Registry registry) {
        this.sql = sql;
        this.subjects = subjects;
        this.supposing = supposing;
        this.registry = registry;
    }

    private static boolean earnsNow(Both one) {
        return one.now().filter(judged -> judged.decision().met()).isPresent();
    }

    private static boolean earnsThen(Both one) {
        return one.then().filter(judged -> judged.decision().met()).isPresent();
    }

    Result of(CriteriaSet set, @Nullable String unit, int cycle, Caller caller) {
        List<String> ids = people(set, unit, caller);
        boolean all = ids.size() <= EditorLimits.TRIED;
        List<String> looked = all ? ids : ids.subList(0, EditorLimits.TRIED);
        Collection<Long> keys = subjects.keys(sql, looked).values();
        Rules current = new Rules(registry.current(), registry.measures());
        Rules supposed = new Rules(with(set, unit), registry.measures());
        List<Both> judged = supposing.of(keys, set.awards(), cycle, current, supposed).stream()
                .filter(one ->
                        one.then().filter(then -> then.set().equals(set.id())).isPresent())
                .toList();
        return new Result(looked.size(), all, judged);
    }

    /** One more than are tried, when there are more; of the set's group, where it is for one. */
    private List<String> people(CriteriaSet set, @Nullable String unit, Caller caller) {
        SubjectQuery query =
                SubjectQuery.all(EditorLimits.TRIED + 1).kind(set.subject().slug());
        Optional<String> group = set.audience().flatMap(audience -> Audience.group(audience.source()));
        if (group.isPresent()) {
            query = query.group(group.get());
        }
        if (unit != null) {
            query = query.in(unit);
        }
        return subjects.list(Scope.reach(caller, Action.READ), query).stream()
                .map(Subject::id)
                .toList();
    }

    /** What judges now, and the draft in the place of the same version of the same set. */
    private CriteriaRegistry with(CriteriaSet set, @Nullable String unit) {
        List<Installed> installed = new ArrayList<>(registry.current().installed());
        installed.removeIf(known ->
                known.set().id().equals(set.id()) && !known.set().effective().isBefore(set.effective()));
        installed.add(new Installed(set, unit));
        return new CriteriaRegistry(installed);
    }
}
