package vn.hoctap.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.evidence.Evidence;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.subject.SubjectPlaces;

/**
 * The evidence of our own that the activities of one request name. It must be the subject's, and is attached before the
 * activities are recorded, so that no activity is ever recorded whose evidence is swept away.
 */
final class Proofs {
    private final EvidenceStore store;
    private final Map<Integer, Set<UUID>> named = new HashMap<>();
    private final List<Evidence> attached = new ArrayList<>();

    Proofs(EvidenceStore store) {
        this.store = store;
    }

    /** Finds what is named and adds a fault for each that is not the subject's. */
    void check(Collection<ActivityBody> sent, Map<String, SubjectPlaces> places, Faults faults) {
        List<Naming> namings =
                sent.stream().flatMap(activity -> Naming.in(activity).stream()).toList();
        if (namings.isEmpty()) {
            return;
        }
        Map<UUID, Evidence> known = store.find(namings.stream().map(Naming::id).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(Evidence::id, evidence -> evidence));
        for (Naming naming : namings) {
            Evidence evidence = known.get(naming.id());
            if (evidence != null || naming.here()) {
                check(naming, evidence, places, faults);
            }
        }
        named.forEach((index, ids) -> {
            if (ids.size() > store.limits().files()) {
                faults.add(
                        index,
                        "/evidence",
                        "An activity takes " + store.limits().files() + " files; name those that prove most.");
            }
        });
    }

    private void check(Naming naming, @Nullable Evidence evidence, Map<String, SubjectPlaces> places, Faults faults) {
        SubjectPlaces subject = places.get(naming.activity().subject());
        if (evidence != null && subject != null && subject.key() == evidence.subject()) {
            named.computeIfAbsent(naming.activity().index(), index -> new LinkedHashSet<>())
                    .add(naming.id());
        } else {
            faults.add(
                    naming.activity().index(),
                    naming.member(),
                    "This is no evidence of the subject; send the file to /api/v1/evidence?subject= first.");
        }
    }

    /** @param fact the id under which the activity with this index in the request is recorded */
    void attach(int index, long subject, String fact) {
        Set<UUID> ids = named.get(index);
        if (ids != null) {
            attached.addAll(store.attach(subject, fact, ids));
        }
    }

    boolean isEmpty() {
        return named.isEmpty();
    }

    /** When nothing was recorded. */
    void undo() {
        store.detach(attached);
    }

    /** One of an activity's addresses that looks like ours. */
    private record Naming(ActivityBody activity, String member, UUID id, boolean here) {
        static List<Naming> in(ActivityBody activity) {
            JsonNode evidence = activity.sent().path("evidence");
            List<Naming> namings = new ArrayList<>();
            for (int i = 0; i < evidence.size(); i++) {
                String url = evidence.get(i).path("url").asText("");
                String member = "/evidence/" + i + "/url";
                Evidence.named(url)
                        .ifPresent(id -> namings.add(new Naming(activity, member, id, Evidence.isHere(url))));
            }
            return namings;
        }
    }
}
