package vn.hoctap.server.cli;

import java.util.List;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.realm.Finding;
import vn.hoctap.server.identity.realm.Finding.State;

/** What was found in the realm, as lines for a terminal. */
record RealmLines(List<Finding> findings) {
    private static final Words WORDS = Words.ENGLISH;

    /** One for each point; the remedy follows where something is wrong. */
    List<String> all() {
        return findings.stream().map(RealmLines::line).toList();
    }

    List<String> wrong() {
        return findings.stream()
                .filter(finding -> finding.state() == State.WRONG)
                .map(RealmLines::line)
                .toList();
    }

    private static String line(Finding finding) {
        String line = finding.title(WORDS) + ": " + finding.text(WORDS);
        return finding.state() == State.WRONG ? line + "\n  -> " + finding.remedy(WORDS) : line;
    }
}
