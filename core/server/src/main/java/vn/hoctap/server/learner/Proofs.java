package vn.hoctap.server.learner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.hoctap.api.Rational;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.Evidence;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.http.StrictJson;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.secrecy.Bodies;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;

/** The evidence of activities as pages show it: what is kept here, and addresses elsewhere. Safe for use from any thread. */
public final class Proofs {
    private static final long KILOBYTE = 1024;
    private static final long MEGABYTE = KILOBYTE * KILOBYTE;

    private final Sql sql;
    private final Secrets secrets;
    private final EvidenceStore store;

    public Proofs(Sql sql, Secrets secrets, EvidenceStore store) {
        this.sql = sql;
        this.secrets = secrets;
        this.store = store;
    }

    /** By the activity's id; one without any is absent. */
    public Map<String, List<ProofView>> of(Words words, long subject, Collection<String> facts) {
        Map<String, List<ProofView>> all = new HashMap<>();
        Bodies bodies = new Bodies(new DataKeys(sql, secrets), subject);
        store.of(subject, facts)
                .forEach(evidence -> list(all, String.valueOf(evidence.fact())).add(view(words, evidence)));
        sql.rows("select id, body from fact where subject = $1 and id = any($2)", subject, facts.toArray(String[]::new))
                .forEach(row -> {
                    JsonNode body = StrictJson.parse(bodies.open(row.getBuffer("body")));
                    named(words, body.path("evidence"), subject, list(all, row.getString("id")));
                });
        all.values().removeIf(List::isEmpty);
        return all;
    }

    private static List<ProofView> list(Map<String, List<ProofView>> all, String fact) {
        return all.computeIfAbsent(fact, id -> new ArrayList<>());
    }

    /** What the activity named when it was recorded; what is attached to another activity as well is found by its id. */
    private void named(Words words, JsonNode evidence, long subject, List<ProofView> shown) {
        for (JsonNode one : evidence) {
            String url = one.path("url").asText("");
            String name = one.path("name").asText(url);
            Optional<UUID> id = Evidence.named(url);
            Optional<Evidence> known = id.flatMap(store::find).filter(found -> found.subject() == subject);
            if (known.isPresent()) {
                ProofView view = view(words, known.get());
                if (shown.stream().noneMatch(other -> other.id().equals(view.id()))) {
                    shown.add(view);
                }
            } else if (url.matches("https?://.+")) {
                shown.add(new ProofView("", name, url, words.get("evidence.elsewhere"), false, true));
            }
        }
    }

    public static ProofView view(Words words, Evidence evidence) {
        String detail = words.get("evidence.type." + evidence.type().name()) + ", " + size(words, evidence.size());
        return new ProofView(
                evidence.id().toString(), evidence.name(), evidence.url(), detail, evidence.shown(), false);
    }

    private static String size(Words words, long bytes) {
        return bytes < MEGABYTE
                ? words.number(Math.max(1, bytes / KILOBYTE)) + " KB"
                : words.number(Rational.ratio(bytes, MEGABYTE)) + " MB";
    }
}
