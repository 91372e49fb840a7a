package vn.hoctap.distribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What one client was told: each fact that was acknowledged with what was said of it since, and what was refused. */
final class Testimony {

    /** @param state as the server must show it */
    record Fact(Map<String, Object> body, String state) {
        String subject() {
            return String.valueOf(body.get("subject"));
        }

        String id() {
            return String.valueOf(body.get("id"));
        }

        boolean open() {
            return !state.equals("withdrawn");
        }
    }

    private final Map<String, Fact> facts = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> ids = new ArrayList<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final Map<String, List<Map<String, Object>>> changes = new LinkedHashMap<>();

    void acknowledged(Map<String, Object> body, String state) {
        Fact fact = new Fact(body, state);
        facts.put(fact.id(), fact);
        ids.add(fact.id());
    }

    void said(Fact fact, String state) {
        facts.put(fact.id(), new Fact(fact.body(), state));
    }

    void refused(Map<String, Object> body) {
        refused.add(String.valueOf(body.get("id")));
    }

    void changed(String subject, Map<String, Object> change) {
        changes.computeIfAbsent(subject, id -> new ArrayList<>()).add(change);
    }

    int count() {
        return facts.size();
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    Fact any(RandomGenerator random) {
        return facts.get(ids.get(random.nextInt(ids.size())));
    }

    /** To be read when the client has ended. */
    List<Fact> facts() {
        return List.copyOf(facts.values());
    }

    Set<String> refused() {
        return refused;
    }

    /** What was changed of a subject, in order. */
    List<Map<String, Object>> changesOf(String subject) {
        return changes.getOrDefault(subject, List.of());
    }
}
