package vn.hoctap.server.editor;

import java.util.List;
import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.FaultWords;
import vn.hoctap.server.plugin.Registry;

/** Checks a draft as the plugin that it would become is checked: against what is installed now. */
final class Checking {
    private static final int WIDTH = 120;

    private final Registry registry;

    Checking(Registry registry) {
        this.registry = registry;
    }

    Checked of(Draft draft, Words words) {
        ReadResult read = read(draft);
        List<String> lines = draft.criteria().lines().toList();
        return new Checked(
                read.errors().isEmpty() ? read.sets().stream().findFirst() : Optional.empty(),
                said(read.errors(), lines, words),
                said(read.warnings(), lines, words));
    }

    /** The set, when nothing is wrong with it. */
    Optional<CriteriaSet> set(Draft draft) {
        ReadResult read = read(draft);
        return read.errors().isEmpty() ? read.sets().stream().findFirst() : Optional.empty();
    }

    private ReadResult read(Draft draft) {
        return new CriteriaReader(registry.measures()).read(List.of(draft.source()), this::newest);
    }

    /** As a plugin finds what it extends. */
    private Optional<String> newest(String id) {
        return registry.versions(id).reversed().stream()
                .findFirst()
                .map(published -> published.set().document());
    }

    /** The document that a draft extends, with all that it inherits itself. */
    Optional<SetDocument> base(SetDocument own) {
        return Optional.of(own.text("/extends"))
                .filter(id -> !id.isEmpty())
                .flatMap(this::newest)
                .flatMap(SetDocument::read);
    }

    private static List<Finding> said(List<CriteriaError> errors, List<String> lines, Words words) {
        FaultWords wording = FaultWords.of(words.language());
        return errors.stream()
                .map(error -> new Finding(
                        error.line(),
                        error.path(),
                        wording.say(error.message()),
                        wording.say(error.remedy()),
                        line(lines, error.line())))
                .toList();
    }

    private static String line(List<String> lines, int number) {
        String line = number <= lines.size() ? lines.get(number - 1).strip() : "";
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…";
    }
}
