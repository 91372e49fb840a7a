package vn.hoctap.server.ledger;

import java.util.Set;
import vn.hoctap.server.ledger.FactRows.NewFact;

/** Whom a batch stirs: followers have something to look at. Most facts stir nobody. */
final class Stirred {
    /** Facts of these types matter by themselves, whatever they count for. */
    private static final Set<String> OF_THEMSELVES = Set.of("criteria-training", "status");

    private Stirred() {}

    /** Asked once the progress is written. */
    static boolean by(Dossier dossier) {
        return dossier.wasStirred()
                || dossier.isTurned()
                || !dossier.newMarks().isEmpty()
                || !dossier.newAssessments().isEmpty()
                || standsOtherwise(dossier)
                || bringsSkills(dossier);
    }

    private static boolean standsOtherwise(Dossier dossier) {
        for (Matter matter : dossier.matters()) {
            if (matter.isStirred()) {
                return true;
            }
        }
        return false;
    }

    private static boolean bringsSkills(Dossier dossier) {
        for (NewFact fact : dossier.newFacts()) {
            if (!fact.fact().skills().isEmpty()
                    || OF_THEMSELVES.contains(fact.fact().type())) {
                return true;
            }
        }
        return false;
    }
}
