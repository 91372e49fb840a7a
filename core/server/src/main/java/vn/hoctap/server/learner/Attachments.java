package vn.hoctap.server.learner;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.hoctap.server.evidence.Evidence;
import vn.hoctap.server.evidence.EvidenceLimits;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.evidence.Kept;
import vn.hoctap.server.evidence.Kept.Why;
import vn.hoctap.server.http.Uploads;
import vn.hoctap.server.http.Uploads.Form;
import vn.hoctap.server.http.Uploads.Upload;
import vn.hoctap.server.http.Words;

/**
 * The photos and documents that come with a form. What is fit is kept even when something else is wrong, and stands in the
 * form when it is shown again: a browser would not send it a second time. Safe for use from any thread.
 */
public final class Attachments {
    /** The fields of a form: those that are sent, and those that were kept at an earlier try. */
    private static final String FILES = "files";

    private static final String KEPT = "kept";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final EvidenceStore store;

    public Attachments(EvidenceStore store) {
        this.store = store;
    }

    /** What came with one form. */
    public record Came(List<Evidence> kept, List<Kept.Not> refused) {
        public static final Came NOTHING = new Came(List.of(), List.of());

        public boolean fit() {
            return refused.isEmpty();
        }

        /** For an answer that says what is wrong. */
        int status() {
            return refused.stream().anyMatch(not -> not.why().large()) ? 413 : 400;
        }

        boolean isEmpty() {
            return kept.isEmpty() && refused.isEmpty();
        }
    }

    Form receive(RoutingContext context) {
        return Uploads.receive(context, store.incoming(), store.limits().uploads());
    }

    /** @param fact the id of the activity that it is for; what it has already counts too */
    Came take(Person person, String fact, Form form) {
        long subject = person.subject().key();
        String by = person.caller().name();
        List<Evidence> kept = new ArrayList<>(earlier(subject, by, form.fields().getAll(KEPT)));
        List<Evidence> attached = store.of(subject, List.of(fact));
        Set<String> contents = attached.stream().map(Evidence::place).collect(Collectors.toSet());
        List<Kept.Not> refused = new ArrayList<>();
        int room = store.limits().files() - attached.size();
        for (Upload upload : form.uploads()) {
            if (!upload.field().equals(FILES)) {
                continue;
            }
            Kept sent = store.keep(subject, by, upload);
            if (sent instanceof Kept.Not not) {
                refused.add(not);
            } else if (sent instanceof Kept.As as) {
                Evidence evidence = as.evidence();
                if (contents.contains(evidence.place())) {
                    store.deleteLoose(evidence);
                } else if (!kept.contains(evidence) && kept.size() >= room) {
                    store.deleteLoose(evidence);
                    refused.add(new Kept.Not(evidence.name(), Why.TOO_MANY));
                } else if (!kept.contains(evidence)) {
                    kept.add(evidence);
                }
            }
        }
        return new Came(kept, refused);
    }

    private List<Evidence> earlier(long subject, String by, Collection<String> ids) {
        List<UUID> known = ids.stream()
                .filter(ID.asMatchPredicate())
                .limit(store.limits().files())
                .map(UUID::fromString)
                .toList();
        return store.find(known).stream()
                .filter(one -> one.subject() == subject
                        && one.fact() == null
                        && one.uploadedBy().equals(by))
                .toList();
    }

    List<Evidence> attach(Person person, String fact, Came came) {
        return store.attach(
                person.subject().key(),
                fact,
                came.kept().stream().map(Evidence::id).toList());
    }

    void detach(List<Evidence> attached) {
        store.detach(attached);
    }

    FilesView view(Words words, Came came) {
        EvidenceLimits limits = store.limits();
        return new FilesView(
                words.get("evidence.hint", limits.files(), limits.fileMegabytes()),
                came.kept().stream().map(one -> Proofs.view(words, one)).toList(),
                came.refused().stream().map(not -> wrong(words, not, limits)).toList());
    }

    private static String wrong(Words words, Kept.Not not, EvidenceLimits limits) {
        Object limit = switch (not.why()) {
            case TOO_LARGE -> limits.fileMegabytes();
            case TOO_MANY -> limits.files();
            case PERSON_FULL -> limits.personMegabytes();
            case EMPTY, TYPE, BROKEN -> "";
        };
        return words.get("evidence.wrong." + not.why().name(), not.name(), limit);
    }
}
