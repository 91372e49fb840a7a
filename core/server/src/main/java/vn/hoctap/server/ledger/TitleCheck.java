package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleState;
import vn.hoctap.server.title.Transition;

/** What must hold of titles beyond the decision that gave them. */
record TitleCheck(SubjectFile file, PublishedSets sets, Instant now, Report report) {

    @FunctionalInterface
    interface Report {
        void differs(Pair pair, String stored, String right);
    }

    void all() {
        Set<Pair> judged = file.rows().stream().map(ProgressRow::pair).collect(Collectors.toSet());
        Set<Pair> live = new HashSet<>();
        for (Title title : file.titles()) {
            Pair pair = new Pair(title.title(), title.cycle());
            if (!judged.contains(pair) && isUnfounded(title)) {
                report.differs(pair, "a title " + title.state() + " without progress", "no title");
            }
            if (title.state().live() && !live.add(pair)) {
                report.differs(pair, "a second live title " + title.serial(), "one");
            }
            snapshot(pair, title);
            validity(pair, title);
        }
    }

    /** A title that has lapsed, or was recognised and is flagged, outlasts the set that judged it. */
    private boolean isUnfounded(Title title) {
        return !new Transition(() -> "new", now).unjudged(List.of(title)).isEmpty();
    }

    /** The explanation tells of this very award. */
    private void snapshot(Pair pair, Title title) {
        JsonNode tree = parse(file.explanations().getOrDefault(title.serial(), ""));
        boolean same = tree.path("outcome").asText().equals("MET")
                && tree.path("set").asText().equals(title.set())
                && tree.path("version").asText().equals(title.version())
                && tree.path("cycle").asInt() == title.cycle()
                && Objects.equals(tree.path("level").textValue(), title.level());
        if (!same) {
            report.differs(
                    pair,
                    "a title " + said(title.set(), title.version(), title.level()),
                    "what its explanation says: "
                            + said(
                                    tree.path("set").asText(),
                                    tree.path("version").asText(),
                                    tree.path("level").textValue()));
        }
    }

    private static String said(String set, String version, @Nullable String level) {
        return set + " " + version + (level == null ? "" : ", level " + level);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException broken) {
            return Json.mapper().createObjectNode();
        }
    }

    private void validity(Pair pair, Title title) {
        Optional<CriteriaSet> set = sets.find(title.set(), title.version());
        if (set.isEmpty() || title.state() == TitleState.RECOGNISED) {
            return;
        }
        Optional<Instant> right = set.get()
                .validity()
                .until(title.awardedAt(), title.cycle(), set.get().cycle());
        if (title.state() == TitleState.EXPIRED && !title.changedAt().equals(title.validUntil())) {
            report.differs(pair, "expired at " + title.changedAt(), "expired at " + title.validUntil());
        }
        if (!right.equals(Optional.ofNullable(title.validUntil()))) {
            report.differs(pair, "valid until " + title.validUntil(), "valid until " + right.orElse(null));
        }
    }
}
