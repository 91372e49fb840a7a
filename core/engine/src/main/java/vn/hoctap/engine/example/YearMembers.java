package vn.hoctap.engine.example;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.progress.Entry;

/**
 * The members of a collective by their short ids, each as it was written; {@code times: 19} stands for nineteen who are
 * alike. As with facts, a case takes some away and changes some.
 */
record YearMembers(CriteriaSet set, Map<String, Map<String, Written>> byId) {
    private static final int MOST = 10_000;

    static YearMembers none(CriteriaSet set) {
        return new YearMembers(set, Map.of());
    }

    YearMembers without(Collection<String> ids) {
        Map<String, Map<String, Written>> fewer = new LinkedHashMap<>(byId);
        fewer.keySet().removeAll(ids);
        return new YearMembers(set, fewer);
    }

    YearMembers with(Written members) {
        Set<String> counted = counted();
        if (counted.isEmpty() && !members.isNothing()) {
            members.fault("The set counts no members.", "Take them out, or measure share or members in the set.");
            return this;
        }
        Map<String, Map<String, Written>> more = new LinkedHashMap<>(byId);
        for (Written member : members.items()) {
            Map<String, Written> keys = member.keys(keys());
            Optional<String> id = Optional.ofNullable(keys.get("id")).flatMap(Written::text);
            if (id.isEmpty()) {
                member.fault("The member has no “id”.", "Give it a short name of its own, for example id: con-ca.");
                continue;
            }
            Map<String, Written> merged = new LinkedHashMap<>(more.getOrDefault(id.get(), Map.of()));
            merged.putAll(keys);
            if (!merged.containsKey("kind")) {
                member.knownAs(SubjectKind.CITIZEN.slug(), "kind of member", counted);
            }
            more.put(id.get(), merged);
        }
        return new YearMembers(set, more);
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of("id", "times", "kind", "holds"));
        keys.addAll(new SubjectFields(set).names());
        return keys;
    }

    /** The kinds of members that some way of the set counts. */
    private Set<String> counted() {
        Set<String> counted = new TreeSet<>();
        set.ways().stream().map(Way::members).flatMap(Optional::stream).forEach(kind -> counted.add(kind.slug()));
        return counted;
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        byId.forEach((id, said) -> {
            String kind = Optional.ofNullable(said.get("kind"))
                    .flatMap(word -> word.text().filter(slug -> word.knownAs(slug, "kind of member", counted())))
                    .orElse(SubjectKind.CITIZEN.slug());
            HeldTitles titles =
                    Optional.ofNullable(said.get("holds")).map(HeldTitles::read).orElse(HeldTitles.NOTHING);
            Map<String, Object> fields = new SubjectFields(set).over(Map.of("kind", kind), said);
            for (int i = 1; i <= times(said); i++) {
                fields.put("id", id + "#" + i);
                entries.add(new Entry.Member(id + "#" + i, Map.copyOf(fields), titles));
            }
        });
        return entries;
    }

    private static int times(Map<String, Written> said) {
        Written written = said.get("times");
        if (written == null || written.isNothing()) {
            return 1;
        }
        return written.text()
                .filter(text -> {
                    boolean good = text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MOST;
                    if (!good) {
                        written.fault("“" + text + "” is no number of members.", "Write one from 0 to " + MOST + ".");
                    }
                    return good;
                })
                .map(Integer::valueOf)
                .orElse(1);
    }
}
