package vn.hoctap.server.ledger;

import java.util.List;
import java.util.Optional;
import vn.hoctap.server.ledger.Command.Restored;
import vn.hoctap.server.ledger.Command.Undo;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleState;
import vn.hoctap.server.title.Transition;

/**
 * Takes back what a change of sets did to one subject's titles. What a person has decided since stays, and what the rules
 * say of the result is worked out afterwards.
 */
record Undoing(Dossier dossier, Transition transition) {

    void take(Undo undo) {
        undo.ended().forEach(serial -> dossier.titles().find(serial).ifPresent(this::end));
        undo.restored().forEach(this::restore);
    }

    private void end(Title title) {
        dossier.refold(new Pair(title.title(), title.cycle()));
        if (title.state() == TitleState.AWARDED || title.state() == TitleState.ELIGIBLE) {
            dossier.titles().put(transition.undone(title));
        }
    }

    /** Unless something else lives in its place: a subject has one live title of a name and cycle. */
    private void restore(Restored wanted) {
        Optional<Title> found = dossier.titles().find(wanted.serial());
        if (found.filter(Undoing::endedByRules).isEmpty()) {
            return;
        }
        Title title = found.get();
        dossier.refold(new Pair(title.title(), title.cycle()));
        List<Title> all = dossier.titles().of(title.title(), title.cycle());
        if (all.stream().anyMatch(Undoing::stays)) {
            return;
        }
        dossier.titles().put(transition.restored(title, wanted.state()));
    }

    /** What lives by now was not given by the change that is taken back; what a person took away, nothing gives back. */
    private static boolean stays(Title other) {
        return other.state().live()
                || other.state() == TitleState.EXPIRED
                || (other.state() == TitleState.WITHDRAWN && other.decidedBy() != null);
    }

    private static boolean endedByRules(Title title) {
        return title.decidedBy() == null
                && (title.state() == TitleState.WITHDRAWN || title.state() == TitleState.SUPERSEDED);
    }
}
