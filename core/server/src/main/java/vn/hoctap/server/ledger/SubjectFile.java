package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.title.Title;

/**
 * All that is stored of one subject, for the check.
 *
 * @param arrivals of facts and assessments, withdrawn ones too
 * @param explanations of the titles, by serial
 * @param due when time alone changes something next, as far as that is stored
 * @param counting for which members are being counted, so that nothing is decided yet
 * @param altered ids of facts and assessments whose content does not have the hash that was stored with it
 */
record SubjectFile(
        SubjectHistory history,
        List<Entry> entries,
        List<Arrival> arrivals,
        List<ProgressRow> rows,
        List<Title> titles,
        Map<String, String> explanations,
        Optional<Instant> due,
        Set<Pair> counting,
        List<String> altered) {

    /** That something was recorded which concerns a moment (a fact) or a title and cycle (an assessment). */
    sealed interface Arrival {
        Instant recordedAt();

        record OfFact(String id, Instant endedAt, Instant recordedAt) implements Arrival {}

        record OfAssessment(Pair pair, Instant recordedAt) implements Arrival {}
    }

    String id() {
        return history.id();
    }

    /** The facts that came after that moment, by when they came; withdrawn ones too. */
    SortedMap<Instant, Set<String>> factsAfter(Instant moment) {
        SortedMap<Instant, Set<String>> later = new TreeMap<>();
        for (Arrival arrival : arrivals) {
            if (arrival instanceof Arrival.OfFact fact && fact.recordedAt().isAfter(moment)) {
                later.computeIfAbsent(fact.recordedAt(), at -> new HashSet<>()).add(fact.id());
            }
        }
        return later;
    }
}
