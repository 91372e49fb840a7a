package vn.hoctap.server.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.server.ledger.Dossier.Known;

/** What a batch brings of a subject's own, as what was said of it in the same batch leaves it. */
final class Brought {
    private Brought() {}

    static List<Entry> of(Dossier dossier) {
        List<Entry> brought = new ArrayList<>();
        for (Entry entry : dossier.newEntries()) {
            switch (entry) {
                case Entry.Learned learned ->
                    asStanding(dossier, learned.fact()).ifPresent(brought::add);
                case Entry.Assessed assessed -> brought.add(assessed);
                case Entry.Member member -> {} // members are counted, not stored
                case Entry.Members members -> {}
            }
        }
        return brought;
    }

    private static Optional<Entry> asStanding(Dossier dossier, Fact fact) {
        FactStanding standing = dossier.fact(fact.id()).map(Known::standing).orElse(FactStanding.UNMARKED);
        return standing.counts()
                ? Optional.of(new Entry.Learned(standing.verified() ? FactRows.verified(fact) : fact))
                : Optional.empty();
    }
}
